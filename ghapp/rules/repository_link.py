"""Repositories: the newsletter announces something to read, not the place where code lies."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.rules.reading import Reading
from ghapp.rules.rule import SUBMISSIONS, Problem, Rule, Severity

ROOT = pattern(
    r"https?://(?:www\.)?(?:(?:github|gitlab)\.com|codeberg\.org|bitbucket\.org|gitea\.com"
    r"|git\.sr\.ht|sr\.ht)/(?!(?:orgs|sponsors|topics|features|marketplace|collections|users"
    r"|stars|explore|apps|blog|readme|about)/)([\w.~-]{1,100})/([\w.-]{1,100})/?"
    r"(?:(?:tree|src/branch|-/tree)/(?:main|master|trunk|dev|develop)/?)?"
    r"(?:\?tab=readme[\w-]*)?(?:#[\w%-]{0,200})?"
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions that link to nothing but a repository's front page."""
    by_line = reading.change.head.links_by_line
    for link in reading.links(SUBMISSIONS):
        if "/" not in link.url[19:] or not ROOT.fullmatch(link.url):
            continue
        if all(ROOT.fullmatch(other.url) for other in by_line[link.line]):
            yield Problem(
                link.span,
                "Please link to something to read rather than to a repository: release notes,"
                " a blog post or an announcement that says what is new.",
            )


RULE = Rule(
    name="repository-link",
    check=check,
    severity=Severity.WARNING,
    why="Readers come for news: a repository says what a project is, not what happened.",
    bad="* [Announcing Crab](https://github.com/crab/crab)",
    good="* [Announcing Crab](https://github.com/crab/crab/releases/tag/v1.0.0)",
)
