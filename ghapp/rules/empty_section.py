"""Empty sections: an edition shows only the headings that have something below them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TO_BE_FILLED = (" go here -->", " goes here -->")


def check(reading: Reading) -> Iterator[Problem]:
    """Find headings with nothing below them, not even a heading of a lower level."""
    headings = reading.change.head.headings
    events = {listed.line for listed in reading.added_events}  # some are written as headings
    for heading, following in zip_longest(headings, headings[1:]):
        if following is not None and (following.level > heading.level or following.line in events):
            continue
        if heading.line in reading.change.added_set and _is_empty(reading.change.head, heading):
            span = Span.within(heading.line, 0, len(reading.change.head.line(heading.line)))
            last = heading.end_line
            for number in reading.change.head.lines_below(heading):
                if reading.change.head.line(number).strip():
                    break
                last = number
            message = f"Nothing stands under {code_span(heading.title)}: leave the heading out."
            fix = Fix(Span.of_lines(heading.line, last), "")
            # What the project has nothing to say of this week is often left to stand.
            advisory = reading.section_kinds[heading.line] is SectionKind.PROJECT
            yield Problem(span, message, None if advisory else fix, advisory=advisory)


def _is_empty(draft: Draft, heading: Heading) -> bool:
    below = draft.lines_below(heading)
    if any(draft.line(number).rstrip().endswith(TO_BE_FILLED) for number in below):
        return False  # what is missing there is a problem of its own
    return all(number in draft.hidden or not draft.line(number).strip() for number in below)


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
    loses=Loss.WORDS,
)
