"""The header: its fields are the template's, and agree with each other and the file's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ghapp.newsletter.calendar import WEEKDAYS, FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.header import Header, has_field, numbers_of, read_header
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

NUMBERED = ("Title", "Number")
OF_EVERY_YEAR = (*NUMBERED, "Date")
CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def check(reading: Reading) -> Iterator[Problem]:
    """Find fields above the text that are damaged, gone, doubled, or contradict each other."""
    template = reading.context.template
    day = reading.day
    if day is None or template is None or not template.header:
        return
    number, is_sure = _number(reading)
    wanted = {
        name: template.filled(line, number, day)
        for name, line in template.header.items()
        if reading.fits_template or name in OF_EVERY_YEAR or has_field(reading.change.head, name)
    }
    header = read_header(reading.change.head, wanted)
    if not _is_touched(reading, header):
        return
    yield from _damaged(reading, header, is_sure)
    yield from _spare(reading, header)
    yield from _missing(reading, header, is_sure)
    yield from _out_of_place(reading, header, number)


def _number(reading: Reading) -> tuple[str, bool]:
    """The number of the edition, and whether it is sure."""
    base = reading.change.base
    field, title = numbers_of(reading.change.head)
    if field == title != "":
        return field, True
    known = [number for number in (field, title, *(numbers_of(base) if base else ())) if number]
    if not known:
        return "", False
    number, count = Counter(known).most_common(1)[0]
    return number, count > 1 or len(known) == 1


def _is_touched(reading: Reading, header: Header) -> bool:
    base = reading.change.base
    if base is None:
        return True
    end = max([header.last, *header.below])
    below = next((n for n, line in enumerate(base.lines, 1) if not line.strip()), 0)
    added, removed = reading.change.added[:1], reading.change.removed[:1]
    return any(line <= end + 1 for line in added) or any(line <= below for line in removed)


def _damaged(reading: Reading, header: Header, is_sure: bool) -> Iterator[Problem]:
    for name, line in header.found.items():
        text, wanted = reading.change.head.line(line), header.wanted[name]
        span = reading.whole_line(line)
        if text.rstrip() == wanted:
            continue
        if is_sure or name not in NUMBERED:
            message = f"This line of the header should be {code_span(wanted)}."
            is_joined = any(f"{other}:" in text for other in header.missing)
            yield Problem(span, message, None if is_joined else Fix(span, wanted))
        else:
            yield Problem(span, "The title and the number do not agree.")


def _spare(reading: Reading, header: Header) -> Iterator[Problem]:
    for line in header.doubled:
        fix = Fix(Span.of_lines(line, line), "")
        yield Problem(reading.whole_line(line), "This field stands twice in the header.", fix)
    for line in header.stray:
        if not reading.change.head.line(line).startswith(CONFLICT):  # has a rule of its own
            message = "This is no field: the site reads none of the header that stands below it."
            yield Problem(reading.whole_line(line), message)


def _missing(reading: Reading, header: Header, is_sure: bool) -> Iterator[Problem]:
    added, wanted = reading.change.added_set, header.wanted
    if header.below:
        blank = header.last + 1
        message = "The header ends at this blank line: the site reads none of it below."
        fix = Fix(Span.of_lines(blank, blank), "")
        yield Problem(reading.whole_line(blank), message, fix if blank in added else None)
        return
    # Which fields the editions of former years had, the template of today does not say.
    is_known = reading.fits_template or reading.change.base is not None
    for below, names in header.gaps.items() if is_known else ():
        line = max(1, min(below, len(reading.change.head.lines)))
        message = (
            f"The header lacks {' and '.join(code_span(wanted[name]) for name in names)} here."
        )
        fix = Fix(Span.within(line, 0, 0), "".join(f"{wanted[name]}\n" for name in names))
        is_fixed = line in added and (is_sure or not set(names) & set(NUMBERED))
        yield Problem(reading.whole_line(line), message, fix if is_fixed else None)


def _out_of_place(reading: Reading, header: Header, number: str) -> Iterator[Problem]:
    """Fields in another order, another number than before, and a day without an edition."""
    layout, day, base = reading.context.layout, reading.day, reading.change.base
    moved = [line for line in header.moved if line in reading.change.added_set]
    if moved:
        yield Problem(reading.whole_line(moved[0]), "The fields stand in another order.")
    before = numbers_of(base) if base is not None else ("", "")
    if before[0] == before[1] != number and before[0] and "Number" in header.found:
        message = f"The number was {before[0]} until now."
        yield Problem(reading.whole_line(header.found["Number"]), message, advisory=True)
    if day and day.weekday() != layout.weekday and reading.fits_template and "Date" in header.found:
        weekday = WEEKDAYS[layout.weekday].capitalize()
        message = f"{code_span(day.isoformat())} is no {weekday}, the day of every edition."
        yield Problem(reading.whole_line(header.found["Date"]), message)


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
