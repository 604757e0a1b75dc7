"""Repositories: the newsletter announces something to read, not the place where code lies."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from ghapp.newsletter.link import Link

ROOT = pattern(
    r"https?://(?:www\.)?(?:(?:github|gitlab)\.com|codeberg\.org|bitbucket\.org|gitea\.com"
    r"|git\.sr\.ht|sr\.ht)/(?!(?:orgs|sponsors|topics|features|marketplace|collections|users"
    r"|stars|explore|apps|blog|readme|about)/)([\w.~-]{1,100})/([\w.-]{1,100})/?"
    r"(?:(?:tree|src/branch|-/tree)/(?:main|master|trunk|dev|develop)/?)?"
    r"(?:\?tab=readme[\w-]*)?(?:#[\w%-]{0,200})?"
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions that link to nothing but a repository's front page."""
    links = (link for link in reading.links(SUBMISSIONS) if "/" in link.url[19:])
    yield from nothing_to_read(reading, links, ROOT, "a repository")


def nothing_to_read(
    reading: Reading, links: Iterable[Link], page: re.Pattern[str], what: str
) -> Iterator[Problem]:
    """Find the links among these on whose lines all links lead to such pages.

    Args:
        reading: the change.
        links: those that may lead to such a page.
        page: the addresses of such pages.
        what: such a page is called in the message.

    """
    by_line = reading.change.head.links_by_line
    message = (
        f"Please link to something to read rather than to {what}: release notes, a blog post or"
        " an announcement that says what is new."
    )
    for link in links:
        if all(page.fullmatch(other.url) for other in by_line[link.line]):
            yield Problem(link.span, message)


RULE = Rule(
    name="repository-link",
    check=check,
    severity=Severity.WARNING,
    why="Readers come for news: a repository says what a project is, not what happened.",
    bad="* [Announcing Crab](https://github.com/crab/crab)",
    good="* [Announcing Crab](https://github.com/crab/crab/releases/tag/v1.0.0)",
    until_print=True,
)
