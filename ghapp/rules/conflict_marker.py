"""Conflict markers: what git left where two changes met is no text of the newsletter."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

MARKERS = ("<" * 7, ">" * 7, "|" * 7)
MIDDLE = "======="  # below a line of text this is also a heading
BESIDE = (*ITEM_STARTS, "    ", "\t", "#", "<!--")  # what a list is made of


def check(reading: Reading) -> Iterator[Problem]:
    """Find the lines that git writes around the two sides of a conflict."""
    text = reading.change.head.text
    head, marked = reading.change.head, any(marker in text for marker in MARKERS)
    lines = [(number, head.line(number)) for number in reading.change.added if marked]
    if not any(_is_marker(line) for _, line in lines):
        if MIDDLE in text:
            yield from _middle_left(reading)
        return
    three_sides = any(line.startswith("|" * 7) for _, line in lines)
    for number, line in lines:
        if _is_marker(line) or line.rstrip() == MIDDLE:
            span = Span.within(number, 0, len(line))
            message = "Git left this line where two changes met: keep both sides, and delete it."
            is_alone = "](" not in line  # and no item was joined with it
            fix = None if three_sides or not is_alone else Fix(Span.of_lines(number, number), "")
            yield Problem(span, message, fix)


def _is_marker(line: str) -> bool:
    return line.startswith(MARKERS) and line[7:8] in ("", " ", "\t")


def _middle_left(reading: Reading) -> Iterator[Problem]:
    """The line between both sides that stays in a list after the other two were taken out."""
    for number, line in reading.lines(LISTS):
        if line.rstrip() != MIDDLE:
            continue
        above = reading.change.head.line(number - 1)
        if not above.strip() or above.startswith(BESIDE):
            message = "Git left this line where two changes met: delete it."
            yield Problem(
                Span.within(number, 0, len(line)),
                message,
                Fix(Span.of_lines(number, number), ""),
            )


RULE = Rule(
    name="conflict-marker",
    check=check,
    severity=Severity.ERROR,
    why="Readers would see it, and everything below it may render as one paragraph.",
    bad="<<<<<<< HEAD\n* [One](https://blog.example/1)\n=======\n"
    "* [Two](https://blog.example/2)\n>>>>>>> main",
    good="* [One](https://blog.example/1)\n* [Two](https://blog.example/2)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.TEMPLATE, FileKind.FINISHED),
    loses=Loss.PAGES,
)
