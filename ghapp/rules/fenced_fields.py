"""Front matter between fences: its fields are the template's, and the site can read them."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.fenced_header import fenced_flaws
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading


def fenced_fields(reading: Reading) -> Iterator[Problem]:
    """What is wrong with the fields between two fences, and the fences themselves."""
    template, fits = reading.context.template, reading.fits_template
    if reading.change.path == reading.context.layout.template:
        return  # which has its placeholders there
    for flaw in fenced_flaws(reading.change, template, reading.day, fits_template=fits):
        span, fix = reading.whole_line(flaw.line), None
        if flaw.wanted is not None and flaw.line in reading.change.added_set:
            place, end = (Span.within(flaw.line, 0, 0), "\n") if flaw.is_above else (span, "")
            fix = Fix(place, f"{flaw.wanted}{end}")
        spared, advisory = flaw.is_reworded, flaw.is_question
        yield Problem(span, flaw.message, fix, advisory=advisory, spares_editors=spared)
