"""Wrong file: new submissions go into the current draft; what is published is only corrected."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.section_kinds import CONTRIBUTED
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions added to a published edition, an old draft or the template."""
    where = _wrong_place(reading) if reading.change.base is not None else None
    if where is None:
        return
    current = reading.context.current_draft
    advice = f"Please add it to {code_span(current)}." if current else "Please use the draft."
    for new in reading.new_submissions:
        if reading.section_kinds[new.line] in CONTRIBUTED:
            yield Problem(reading.whole_line(new.line), f"{where} {advice}")


def _wrong_place(reading: Reading) -> str | None:
    if reading.kind is FileKind.EDITION:
        return "This edition is published: a new submission here reaches nobody."
    if reading.kind is FileKind.TEMPLATE:
        return "This is the template: a submission here would stand in every edition to come."
    context, path = reading.context, reading.change.path
    day, newest = context.layout.day_of_draft(path), context.newest_edition
    if day is None or newest is None:
        return None
    if day <= newest:
        return "This draft is closed: its edition is published."
    is_misnamed = day.weekday() != context.layout.weekday and context.keeps_weekday
    if is_misnamed and context.current_draft not in (None, path):
        return "No edition appears on the day of this draft."
    return None


RULE = Rule(
    name="wrong-file",
    check=check,
    severity=Severity.ERROR,
    why="An edition goes out once. What is added afterwards, no reader gets to see.",
    path="content/2026-08-19-this-week-in-rust.md",
    base="* [Post](https://blog.example/post)",
    bad="* [Post](https://blog.example/post)\n* [New](https://blog.example/new)",
    good="* [Post, corrected](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.TEMPLATE),
    explains=False,
)
