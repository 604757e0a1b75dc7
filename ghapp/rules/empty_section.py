"""Empty sections: an edition shows only the headings that have something below them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.draft import Heading
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TO_BE_FILLED = (" go here -->", " goes here -->")


def check(reading: Reading) -> Iterator[Problem]:
    """Find headings with nothing below them, not even a heading of a lower level."""
    headings = reading.change.head.headings
    for heading, following in zip_longest(headings, headings[1:]):
        if following is not None and following.level > heading.level:
            continue
        end = following.line if following else len(reading.change.head.lines) + 1
        if heading.line in reading.change.added_set and _is_empty(reading, heading, end):
            span = Span.within(heading.line, 0, len(reading.change.head.line(heading.line)))
            last = heading.line
            while last + 1 < end and not reading.change.head.line(last + 1).strip():
                last += 1
            message = f"Nothing stands under {code_span(heading.title)}: leave the heading out."
            fix = Fix(Span.of_lines(heading.line, last), "")
            # What the project has nothing to say of this week is often left to stand.
            advisory = reading.section_kinds[heading.line] is SectionKind.PROJECT
            yield Problem(span, message, fix, advisory=advisory)


def _is_empty(reading: Reading, heading: Heading, end: int) -> bool:
    draft = reading.change.head
    lines = [draft.line(line) for line in range(heading.line + 1, end)]
    if any(line.rstrip().endswith(TO_BE_FILLED) for line in lines):
        return False  # what is missing there is a problem of its own
    numbers = range(heading.line + 1, end)
    return all(number in draft.hidden or not draft.line(number).strip() for number in numbers)


RULE = Rule(
    name="empty-section",
    check=check,
    severity=Severity.WARNING,
    why="A heading with nothing below it is a door to an empty room.",
    path="content/2026-08-26-this-week-in-rust.md",
    base="### Research\n\n* [Paper](https://paper.example/1)\n\n",
    bad="### Research\n\n",
    good="",
    kinds=(FileKind.FINISHED,),
    until_print=True,
)
