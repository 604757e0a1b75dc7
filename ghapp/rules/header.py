"""The header: its fields are the template's, and agree with each other and the file's name."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.edition_header import EditionHeader, edition_header, is_filled_by_hand
from ghapp.newsletter.template import Template
from ghapp.rules.header_fields import missing, out_of_place, spare
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find fields above the text that are damaged, gone, doubled, or contradict each other."""
    template, day = reading.context.template, reading.day
    if reading.change.head.last_fenced or (template is not None and template.draft.last_fenced):
        from ghapp.rules.fenced_fields import fenced_fields  # which most newsletters have not

        yield from fenced_fields(reading)
        return
    if day is None or template is None or not template.header:
        return
    edition = edition_header(reading.change, template, day, fits_template=reading.fits_template)
    if edition.is_touched:
        yield from _damaged(reading, edition, template)
        yield from spare(reading, edition.header)
        yield from missing(reading, edition)
        yield from out_of_place(reading, edition)


def _damaged(reading: Reading, edition: EditionHeader, template: Template) -> Iterator[Problem]:
    for name, line in edition.header.found.items():
        text, wanted = reading.change.head.line(line).rstrip(), edition.header.wanted[name]
        span = reading.whole_line(line)
        if text == wanted or (name == edition.dated and reading.is_misnamed):
            continue
        if is_filled_by_hand(template.header[name], text, template):
            continue
        if edition.is_known(name):
            message = f"This line of the header should be {code_span(wanted)}."
            fix = Fix(span, wanted) if not edition.header.is_joined(text) else None
            yield Problem(span, message, fix)
        else:
            yield Problem(span, "The title and the number do not agree: correct one of them.")


RULE = Rule(
    name="header",
    check=check,
    severity=Severity.ERROR,
    why="The site sorts and numbers the editions by these fields, and so does the archive.",
    base="Number: 500",
    bad="umber: 500",
    good="Number: 500",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    loses=Loss.WORDS,
)
