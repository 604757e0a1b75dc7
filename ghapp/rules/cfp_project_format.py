"""Calls for participation: the project's name, the title of an issue, and a link to that issue."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ghapp.newsletter.items import Item
from ghapp.newsletter.link import Link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

PLACES = (SectionKind.CFP_PROJECTS,)
FORGES = ("github.com", "codeberg.org", "bitbucket.org", "gitea.com", "sr.ht", "git.sr.ht")
TASKS = frozenset(
    (
        *("issues", "discussions", "pull", "pulls", "merge_requests", "work_items"),
        *("milestone", "milestones", "projects"),
    )
)
ONE_TASK = ("issues", "discussions", "pull")
LONGEST_NAME = 60  # characters of a project's name
PROJECT_FIRST = "Name the project first: `[project - title of the issue]`."
SEPARATOR = pattern(r"[ \t](?:-|–|—)(?=[ \t\w])|(?<=\w)-[ \t]|:|(?<=\w)(?:–|—)")


def check(reading: Reading) -> Iterator[Problem]:
    """Find calls that link to a repository, or that do not name the project."""
    by_line = reading.change.head.links_by_line
    for link in reading.links(PLACES):
        line = reading.change.head.line(link.line).lstrip()
        if link is not by_line[link.line][0] or not line.startswith(("*", "-", "+", "[")):
            continue
        host = link.host.removeprefix("www.")
        if host not in FORGES and not host.startswith("gitlab."):
            continue
        parts = link.url[:300].partition("?")[0].partition("#")[0].split("/")[4:]
        if apart := _joined(reading.item(link.line), link, parts):
            yield apart
        elif not any(name in TASKS and then for name, then in pairwise(parts)):
            message = "Please link to a single issue that somebody can pick, not to a repository."
            yield Problem(link.span, message)
        elif not SEPARATOR.search(link.text[:200].strip()):
            yield Problem(link.span, PROJECT_FIRST)


def _joined(item: Item, link: Link, parts: list[str]) -> Problem | None:
    """The project's name, which stands before the link, in it."""
    name = item.before.strip(" \t-–—:")
    is_task = len(parts) > 1 and parts[-2] in ONE_TASK and parts[-1].isdecimal()
    is_name = 0 < len(name) <= LONGEST_NAME and not any(sign in name for sign in "[]()|\0")
    if not (is_task and is_name and item.has_usual_bullet and item.gap) or item.behind.strip():
        return None
    if len(item.links) > 1 or item.prefixes or not link.is_on_one_line:
        return None
    title = link.text
    text = title if title.casefold().startswith(name.casefold()) else f"{name} - {title}"
    span = Span.within(item.line, item.content_at, item.places[0][1])
    return Problem(span, PROJECT_FIRST, Fix(span, f"[{text}]({link.url})"))


RULE = Rule(
    name="cfp-project-format",
    check=check,
    severity=Severity.WARNING,
    why="Who wants to help picks a task, not a project: the issue says what there is to do.",
    section="CFP - Projects",
    bad="* [Crab needs help](https://github.com/crab/crab)",
    good="* [crab - Walk forwards too](https://github.com/crab/crab/issues/7)",
    loses=Loss.WORDS,
    unless_broken=True,
)
