"""Indentation: submissions begin at the margin, what belongs to them four spaces in."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.section_kinds import CONTRIBUTED, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

MOST_SIBLINGS = 20  # a longer list stands as its first lines do


def check(reading: Reading) -> Iterator[Problem]:
    """Find list items that stand neither at the margin nor four spaces below another one."""
    for item in reading.items(CONTRIBUTED):
        if not _is_listed(item):
            continue
        wanted = _wanted(reading, item)
        if wanted is not None and item.indent != wanted:
            span = Span.within(item.line, 0, len(item.indent))
            fix = Fix(span, wanted)
            advisory = reading.is_in_print and _is_shown_so(item.indent, wanted)
            whole = reading.whole_line(item.line)
            yield Problem(whole, _message(wanted), fix, advisory=advisory)


def _is_shown_so(indent: str, wanted: str) -> bool:
    """Whether the site shows an item where it belongs: up to three spaces more are no matter."""
    return len(wanted) < len(indent.expandtabs(4)) < len(wanted) + 4


def _is_listed(item: Item) -> bool:
    return (item.has_usual_bullet and bool(item.content)) or item.is_dated


def _message(wanted: str) -> str:
    if wanted:
        return "Indent by four spaces: with fewer, the site does not show it below the line above."
    return "Begin the line at the margin: indented, it would belong to the item above."


def _wanted(reading: Reading, item: Item) -> str | None:
    """The indentation that an item should have; None where it is for the author to say."""
    number, indent = item.line, item.indent
    if reading.section_kinds[number] is SectionKind.EVENTS:
        events = reading.events
        if number in events.by_line:
            return ""
        is_below = bool(indent) or number - 1 in events.by_line or "[**" in item.text
        return "    " if "[" in item.text and is_below and events.event_above(number) else None
    width = len(indent.expandtabs(4))
    if width == 0:
        return None
    above = _outer(reading, item)
    if above is None or not _is_listed(above):
        return ""
    if width < 4:
        if reading.is_own(number) and width >= above.content_at > 0:
            return None  # as every renderer but this newsletter's nests it
        return "" if not above.indent and width < 2 else None if above.indent else "    "
    return "    " if "\t" in indent else None


def _outer(reading: Reading, item: Item) -> Item | None:
    """The nearest line above that is no item with the same indentation."""
    first = max(1, item.line - MOST_SIBLINGS)
    above = (reading.item(number) for number in range(item.line - 1, first - 1, -1))
    return next((one for one in above if not _is_listed(one) or one.indent != item.indent), None)


RULE = Rule(
    name="indentation",
    check=check,
    severity=Severity.WARNING,
    why="The site nests a list only by four spaces; by one to three it does what nobody meant.",
    bad=" * [Post](https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
    explains=False,
)
