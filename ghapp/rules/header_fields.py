"""The fields of a header: that each is there, once, and in its place."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.edition_header import EditionHeader
from ghapp.newsletter.header import Header
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading


def spare(reading: Reading, header: Header) -> Iterator[Problem]:
    """Fields that stand twice, what is no field, and a blank line that ends the header early."""
    for line in header.doubled:
        fix = Fix(Span.of_lines(line, line), "")
        message = "This field stands twice in the header: keep one."
        yield Problem(reading.whole_line(line), message, fix)
    for line in header.stray:
        message = "This is no field: the site reads none of the header that stands below it."
        yield Problem(reading.whole_line(line), message)
    if header.below:
        blank = header.last + 1
        message = "The header ends at this blank line: the site reads none of it below."
        is_new, without = blank in reading.change.added_set, Fix(Span.of_lines(blank, blank), "")
        yield Problem(reading.whole_line(blank), message, without if is_new else None)


def missing(reading: Reading, edition: EditionHeader) -> Iterator[Problem]:
    """Fields of the template that are not there, told where they should stand."""
    wanted = edition.header.wanted
    for below, names in edition.gaps.items():
        line = max(1, min(below, len(reading.change.head.lines)))
        lacking = " and ".join(code_span(wanted[name]) for name in names)
        fix = Fix(Span.within(line, 0, 0), "".join(f"{wanted[name]}\n" for name in names))
        is_fixed = line in reading.change.added_set and all(map(edition.is_known, names))
        message = f"The header lacks {lacking} here."
        yield Problem(reading.whole_line(line), message, fix if is_fixed else None)


def out_of_place(reading: Reading, edition: EditionHeader) -> Iterator[Problem]:
    """Fields in another order, another number than before, and a day without an edition."""
    found = edition.header.found
    if edition.moved:
        message = "The fields stand in another order than in the template."
        yield Problem(reading.whole_line(edition.moved[0]), message)
    if edition.is_renumbered:
        message = f"The number was {edition.number_before} until now."
        yield Problem(reading.whole_line(found[edition.numbered[0]]), message, advisory=True)
    if reading.is_misnamed and edition.dated in found:
        day, weekday = code_span(edition.day.isoformat()), reading.context.layout.weekday_name
        message = f"{day} is no {weekday}, the day of every edition."
        yield Problem(reading.whole_line(found[edition.dated]), message)
