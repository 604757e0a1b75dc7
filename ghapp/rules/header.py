"""The header: file name, date, number and title of an edition agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ghapp.newsletter.calendar import WEEKDAYS, FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

LAST_NUMBER = pattern(r"(\d+)\D*$")


def check(reading: Reading) -> Iterator[Problem]:
    """Find fields above the text that contradict the file's name or each other."""
    fields = reading.change.head.front_matter
    for name in ("Title", "Number", "Date"):
        if name not in fields:
            yield Problem(Span.within(1, 0, 0), f"The header lacks its field {code_span(name)}.")
    yield from _date(reading, *fields.get("Date", (0, "")))
    number = fields.get("Number", (0, ""))[1]
    line, title = fields.get("Title", (0, ""))
    match = LAST_NUMBER.search(title[-200:])
    if number and not number.isdecimal():
        yield _on(reading, fields["Number"][0], f"The number {code_span(number)} is none.")
    elif number and title and (match is None or int(match[1]) != int(number)):
        yield _on(reading, line, f"The title and the number {code_span(number)} do not agree.")


def _date(reading: Reading, line: int, value: str) -> Iterator[Problem]:
    layout, path = reading.context.layout, reading.change.path
    of_file = layout.day_of_edition(path) or layout.day_of_draft(path)
    if not value:
        return
    try:
        day = date.fromisoformat(value)
    except ValueError:
        yield _on(reading, line, f"{code_span(value)} is no date: write `YYYY-MM-DD`.")
        return
    if of_file is not None and day != of_file:
        message = (
            f"The date is {code_span(value)}, but the file is named for {of_file.isoformat()}."
        )
        yield _on(reading, line, message)
    elif day.weekday() != layout.weekday:
        weekday = WEEKDAYS[layout.weekday].capitalize()
        yield _on(reading, line, f"{code_span(value)} is no {weekday}, the day of every edition.")


def _on(reading: Reading, line: int, message: str) -> Problem:
    return Problem(Span.within(line, 0, len(reading.change.head.line(line))), message)


RULE = Rule(
    name="header",
    check=check,
    severity=Severity.ERROR,
    why="The site sorts and numbers the editions by these fields, and so does the archive.",
    path="content/2026-08-26-this-week-in-rust.md",
    base="Date: 2026-08-26",
    bad="Date: 2026-08-19",
    good="Date: 2026-08-26",
    kinds=(FileKind.FINISHED,),
)
