"""The header: its fields are the template's, and agree with each other and the file's name."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.edition_header import EditionHeader, edition_header
from ghapp.newsletter.fenced_header import fenced_flaws
from ghapp.newsletter.header import Header
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import Template
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

ALIKE = 0.6  # share of common characters from which a value is another one, damaged
LONGEST_VALUE = 200  # characters that are compared


def check(reading: Reading) -> Iterator[Problem]:
    """Find fields above the text that are damaged, gone, doubled, or contradict each other."""
    template, day = reading.context.template, reading.day
    if reading.change.head.last_fenced or (template is not None and template.draft.last_fenced):
        yield from _between_fences(reading)
        return
    if day is None or template is None or not template.header:
        return
    edition = edition_header(reading.change, template, day, fits_template=reading.fits_template)
    if edition.is_touched:
        yield from _damaged(reading, edition, template)
        yield from _spare(reading, edition.header)
        yield from _missing(reading, edition)
        yield from _out_of_place(reading, edition)


def _between_fences(reading: Reading) -> Iterator[Problem]:
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


def _is_filled_by_hand(line: str, text: str, template: Template) -> bool:
    """Whether a field says something of its own, for which the template has no placeholder."""
    name, _, before = line.partition(":")
    name_now, _, now = text.partition(":")
    if name_now != name or any(one in line for one in template.placeholders.all):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, before, now[:LONGEST_VALUE]).ratio() < ALIKE


def _damaged(reading: Reading, edition: EditionHeader, template: Template) -> Iterator[Problem]:
    for name, line in edition.header.found.items():
        text, wanted = reading.change.head.line(line).rstrip(), edition.header.wanted[name]
        span = reading.whole_line(line)
        if text == wanted or (name == edition.dated and reading.is_misnamed):
            continue
        if _is_filled_by_hand(template.header[name], text, template):
            continue
        if edition.is_known(name):
            message = f"This line of the header should be {code_span(wanted)}."
            fix = Fix(span, wanted) if not edition.header.is_joined(text) else None
            yield Problem(span, message, fix)
        else:
            yield Problem(span, "The title and the number do not agree: correct one of them.")


def _spare(reading: Reading, header: Header) -> Iterator[Problem]:
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


def _missing(reading: Reading, edition: EditionHeader) -> Iterator[Problem]:
    wanted = edition.header.wanted
    for below, names in edition.gaps.items():
        line = max(1, min(below, len(reading.change.head.lines)))
        lacking = " and ".join(code_span(wanted[name]) for name in names)
        fix = Fix(Span.within(line, 0, 0), "".join(f"{wanted[name]}\n" for name in names))
        is_fixed = line in reading.change.added_set and all(map(edition.is_known, names))
        message = f"The header lacks {lacking} here."
        yield Problem(reading.whole_line(line), message, fix if is_fixed else None)


def _out_of_place(reading: Reading, edition: EditionHeader) -> Iterator[Problem]:
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
