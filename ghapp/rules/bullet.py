"""Bullets: every submission is a list item that begins with `* `."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ghapp.newsletter.roles import Role
from ghapp.newsletter.spans import Span
from ghapp.rules.rule import LISTS, Fix, Problem, Reading, Rule, Severity

OTHER_MARKER = re.compile(r"[ \t]*((?:[-+•–]|\*[ \t]+[*+-](?=[ \t]))[ \t]*)(?=[\[\w*<`\"“])")
BARE_LINK = re.compile(r"[ \t]*(?=(?:\[[^\]\[]*\][ \t]*){0,3}\[(?:[^\]\[]|\[[^\]]*\])+\]\(\S+\))")
BARE_EVENT = re.compile(r"[ \t]*(?=\d{4}-\d{2}-\d{2}[^|]*\|[^|]*\|)")
PLACES_FOR_LINKS = (Role.SUBMISSIONS, Role.CFP_PROJECTS, Role.CFP_EVENTS)


def check(reading: Reading) -> Iterator[Problem]:
    """Find list items with another marker, and submissions with none."""
    for number, line in reading.lines(LISTS):
        match = OTHER_MARKER.match(line)
        if match and _is_item(line, match):
            span = Span.within(number, match.start(1), match.end(1))
            yield Problem(span, "Begin the list item with `* `.", Fix(span, "* "))
            continue
        if _is_bare(reading, number, line):
            at = len(line) - len(line.lstrip())
            span = Span.within(number, at, len(line))
            missing = Fix(Span.within(number, at, at), "* ")
            yield Problem(span, "Begin the submission with `* `, to make it a list item.", missing)


def _is_item(line: str, match: re.Match[str]) -> bool:
    marker = match[1]
    return marker[-1] in " \t" or "](" in line


def _is_bare(reading: Reading, number: int, line: str) -> bool:
    """Whether a line is a submission or an event without any marker."""
    role = reading.roles[number]
    if role is Role.EVENTS:
        return BARE_EVENT.match(line) is not None
    if role not in PLACES_FOR_LINKS or not BARE_LINK.match(line):
        return False
    above = reading.change.head.line(number - 1).strip()
    return not above or above.startswith(("#", "* ", "- ", "<!--")) or above.endswith("-->")


RULE = Rule(
    name="bullet",
    check=check,
    severity=Severity.WARNING,
    why="All lists of the newsletter look alike, and a line without a bullet joins the one above.",
    bad="- [Post](https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
)
