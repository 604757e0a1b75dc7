"""Indentation: submissions begin at the margin, what belongs to them four spaces in."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import CONTRIBUTED, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

ITEM = pattern(r"([ \t]*)(?:[*+-][ \t]*(?=[\[\w*])|(?=\d{4}-\d{2}-\d{2}[^|]*\|))")
MOST_SIBLINGS = 20  # a longer list stands as its first lines do


def check(reading: Reading) -> Iterator[Problem]:
    """Find list items that stand neither at the margin nor four spaces below another one."""
    for number, line in reading.irregular_lines(CONTRIBUTED):
        match = ITEM.match(line)
        if match is None:
            continue
        wanted = _wanted(reading, number, line, match[1])
        if wanted is not None and match[1] != wanted:
            span = Span.within(number, 0, len(match[1]))
            whole = Span.within(number, 0, len(line))
            advisory = reading.is_in_print and _is_shown_so(match[1], wanted)
            yield Problem(whole, _message(wanted), Fix(span, wanted), advisory=advisory)


def _is_shown_so(indent: str, wanted: str) -> bool:
    """Whether the site shows an item where it belongs: up to three spaces more are no matter."""
    return len(wanted) < len(indent.expandtabs(4)) < len(wanted) + 4


def _message(wanted: str) -> str:
    if wanted:
        return "Indent by four spaces: with fewer, the site does not show it below the line above."
    return "Begin the line at the margin: indented, it would belong to the item above."


def _wanted(reading: Reading, number: int, line: str, indent: str) -> str | None:
    """The indentation that an item should have; None where it is for the author to say."""
    if reading.roles[number] is SectionKind.EVENTS:
        if number in reading.events.by_line:
            return ""
        is_title = "[" in line and (indent or number - 1 in reading.events.by_line or "[**" in line)
        return "    " if is_title and reading.events.event_above(number) else None
    width = len(indent.expandtabs(4))
    if width == 0:
        return None
    above = _outer(reading.change.head, number, indent)
    if ITEM.match(above) is None:
        return ""
    if width < 4:
        outer = len(above) - len(above.lstrip())
        return "" if outer == 0 and width < 2 else "    " if outer == 0 else None
    return "    " if "\t" in indent else None


def _outer(head: Draft, number: int, indent: str) -> str:
    """The nearest line above that is no item with the same indentation."""
    for before in range(number - 1, max(0, number - 1 - MOST_SIBLINGS), -1):
        item = ITEM.match(head.line(before))
        if item is None or item[1] != indent:
            return head.line(before)
    return ""


RULE = Rule(
    name="indentation",
    check=check,
    severity=Severity.WARNING,
    why="The site nests a list only by four spaces; by one to three it does what nobody meant.",
    bad=" * [Post](https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
)
