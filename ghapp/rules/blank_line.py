"""Blank lines: the submissions of a section stand close together."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.section_kinds import CONTRIBUTED
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find added blank lines between two items."""
    head = reading.change.head
    for number, line in reading.lines(CONTRIBUTED):
        if line and not line.isspace():
            continue
        if {number - 1, number + 1} & reading.lost_headings.keys():
            continue
        if _neighbour(head.lines, number - 2, -1) and _neighbour(head.lines, number, 1):
            span = Span.of_lines(number, number)
            message = "No blank line between two submissions; the editors take it out."
            yield Problem(span, message, Fix(span, ""))


def _neighbour(lines: list[str], index: int, step: int) -> bool:
    """Whether the nearest line with text, from an index on, is a list item."""
    for _ in range(3):
        if not 0 <= index < len(lines):
            return False
        text = lines[index].lstrip()
        if text:
            return text.startswith((*ITEM_STARTS, "*[", "-[")) or (text[0] == "[" and "](" in text)
        index += step
    return False


RULE = Rule(
    name="blank-line",
    check=check,
    severity=Severity.NOTICE,
    why="A blank line between items makes the list loose: the site gives each a paragraph.",
    base="* [One](https://blog.example/1)",
    bad="* [One](https://blog.example/1)\n\n* [Two](https://blog.example/2)",
    good="* [One](https://blog.example/1)\n* [Two](https://blog.example/2)",
)
