"""Calls for participation: the project's name, the title of an issue, and a link to that issue."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

PLACES = (SectionKind.CFP_PROJECTS,)
FORGE = pattern(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.[a-z]+|codeberg\.org|bitbucket\.org|gitea\.com"
    r"|(?:git\.)?sr\.ht)/[^/?#]+"
)
ONE_TASK = pattern(
    r"/(?:issues|discussions|pull|pulls|merge_requests|work_items|milestones?|projects)/\w"
)
APART = pattern(
    r"([ \t]*[*+-][ \t]+)([^\[\]()|]{1,60}?)[ \t]*[-–—:][ \t]*\[([^\[\]]{1,300})\]"
    r"\((https?://[^()\s]{1,200}/(?:issues|discussions|pull)/\d+)\)(?=[ \t]*$)"
)
PROJECT_FIRST = "Name the project first: `[project - title of the issue]`."
SEPARATOR = pattern(r"[ \t](?:-|–|—)(?=[ \t\w])|(?<=\w)-[ \t]|:|(?<=\w)(?:–|—)")


def check(reading: Reading) -> Iterator[Problem]:
    """Find calls that link to a repository, or that do not name the project."""
    by_line = reading.change.head.links_by_line
    for link in reading.links(PLACES):
        line = reading.change.head.line(link.line).lstrip()
        if link is not by_line[link.line][0] or not line.startswith(("*", "-", "+", "[")):
            continue
        if not FORGE.match(link.url):
            continue
        if apart := APART.match(reading.change.head.line(link.line)):
            yield _joined(link.line, apart)
        elif not ONE_TASK.search(link.url, 0, 300):
            message = "Please link to a single issue that somebody can pick, not to a repository."
            yield Problem(link.span, message)
        elif not SEPARATOR.search(link.text[:200]):
            yield Problem(link.span, PROJECT_FIRST)


def _joined(number: int, apart: re.Match[str]) -> Problem:
    """The project's name, which stands before the link, in it."""
    bullet, name, title, address = apart.groups()
    text = title if title.casefold().startswith(name.casefold()) else f"{name} - {title}"
    span = Span.within(number, len(bullet), apart.end())
    return Problem(span, PROJECT_FIRST, Fix(span, f"[{text}]({address})"))


RULE = Rule(
    name="cfp-project-format",
    check=check,
    severity=Severity.WARNING,
    why="Who wants to help picks a task, not a project: the issue says what there is to do.",
    section="CFP - Projects",
    bad="* [Crab needs help](https://github.com/crab/crab)",
    good="* [crab - Walk forwards too](https://github.com/crab/crab/issues/7)",
    loses=Loss.WORDS,
)
