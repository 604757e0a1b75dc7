"""Calls for participation: the project's name, the title of an issue, and a link to that issue."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.roles import Role
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Problem, Rule, Severity

PLACES = (Role.CFP_PROJECTS,)
FORGE = pattern(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.[a-z]+|codeberg\.org|bitbucket\.org|gitea\.com"
    r"|(?:git\.)?sr\.ht)/[^/?#]+"
)
ONE_TASK = pattern(
    r"/(?:issues|discussions|pull|pulls|merge_requests|work_items|milestones?|projects)/\w"
)
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
        if not ONE_TASK.search(link.url, 0, 300):
            message = "Please link to a single issue that somebody can pick, not to a repository."
            yield Problem(link.span, message)
        elif not SEPARATOR.search(link.text[:200]):
            yield Problem(link.span, "Name the project first: `[project - title of the issue]`.")


RULE = Rule(
    name="cfp-project-format",
    check=check,
    severity=Severity.WARNING,
    why="Who wants to help picks a task, not a project: the issue says what there is to do.",
    section="CFP - Projects",
    bad="* [Crab needs help](https://github.com/crab/crab)",
    good="* [crab - Walk forwards too](https://github.com/crab/crab/issues/7)",
)
