"""Heading marks: what is meant as a heading is one, on the site and on GitHub."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.lost_heading import LostHeading
from ghapp.newsletter.section_kinds import SectionKind, nearest_region
from ghapp.newsletter.spans import Span
from ghapp.records import replaced
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find headings behind spaces, and such with too many marks, without a space or without any."""
    head, added = reading.change.head, reading.change.added_set
    mark = reading.conventions.mark
    for heading in head.headings:
        if heading.line in added and reading.section_kinds[heading.line] is SectionKind.EVENTS:
            yield from _region(reading, heading)
    base = reading.change.base
    underlined = {one.key for one in base.headings if one.is_underlined} if base else set()
    for lost in reading.lost_headings.values():
        if lost.line in added:
            yield _problem(reading, lost)
        elif lost.key in underlined:  # whose marks are gone, and with them a line
            yield replaced(_problem(reading, lost), fix=None)
        elif lost.line + 1 in added and head.line(lost.line + 1).startswith(mark):
            yield Problem(
                reading.whole_line(lost.line + 1),
                "The line above is no heading as it stands, so the site shows no list here either.",
            )


def _region(reading: Reading, heading: Heading) -> Iterator[Problem]:
    """A region whose name is misspelt: nobody looks for it there."""
    name = nearest_region(heading.key)
    if name is not None:
        span = reading.whole_line(heading.line)
        fix = Fix(span, "#" * heading.level + f" {name}")
        yield Problem(span, f"This region is called {code_span(name)}.", fix)


def _problem(reading: Reading, lost: LostHeading) -> Problem:
    head = reading.change.head
    span = Span(lost.line, 1, lost.end_line, len(head.line(lost.end_line)) + 1)
    if lost.wanted is not None:
        first, _, below = lost.wanted.partition("\n")
        message = f"This is no heading as it stands: {code_span(first)}."
        if below and not (lost.further or lost.item):
            message = (
                f"This is no heading as it stands: it lacks the line {code_span(below)} below."
            )
        if lost.further:
            message = "Each heading stands on a line of its own."
        return Problem(span, message, Fix(span, lost.wanted))
    if head.line(lost.line).strip(" \t#"):
        message = (
            "The site makes a heading of a line that begins with `#`. Put a space after it if this"
            " is one; else write `\\#`."
        )
        return Problem(span, message)
    return Problem(span, "This heading has no text: write it, or delete the line.")


RULE = Rule(
    name="heading-form",
    check=check,
    severity=Severity.ERROR,
    why="The site shows a heading only where the `#` is the first character and a space follows"
    " the last; without it, the list below belongs to another section.",
    base="### Research",
    bad=" ### Research",
    good="### Research",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    breaks_lines=True,
    loses=Loss.WORDS,
)
