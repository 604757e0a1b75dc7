"""Duplicate events: one meeting on one day stands once in its region."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ghapp.newsletter.events import ListedEvent
from ghapp.newsletter.section_kinds import EVENTS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find added events that the region has already on the same day."""
    added = reading.change.added_set
    for events in reading.touched_regions:
        days: dict[date | None, list[ListedEvent]] = {}
        for listed in events:
            days.setdefault(listed.event.days.start, []).append(listed)
        for day, same in days.items():
            if day is not None and len(same) > 1:
                yield from _on_one_day(reading, sorted(same, key=lambda one: one.line in added))
    for number, line in reading.lines(EVENTS):
        if line[:1] == " " and line.strip() and line == reading.change.head.line(number - 1):
            yield Problem(reading.whole_line(number), "This line stands here twice: take one out.")


def _on_one_day(reading: Reading, events: list[ListedEvent]) -> Iterator[Problem]:
    """The events of a day in one region that stand there already; added ones come last."""
    first: dict[str, int] = {}
    for listed in events:
        number = listed.line
        below = reading.change.head.links_by_line.get(number + 1)
        if not below:
            continue
        place = listed.event.place.text if listed.event.place else ""
        title = f"{place} {below[0].text.strip('* ')}".casefold()
        keys = [title, below[0].page or title]
        known = next((first[key] for key in keys if key in first), None)
        if known is not None and number in reading.change.added_set:
            span = Span.within(number, 0, len(reading.change.head.line(number)))
            yield Problem(
                span,
                f"This event is in the list already, on line {known}: take one out.",
            )
        for key in keys:
            first.setdefault(key, number)


RULE = Rule(
    name="duplicate-event",
    check=check,
    severity=Severity.WARNING,
    why="The list is long, and an event that stands twice looks like two.",
    section="Upcoming Events",
    base="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    bad="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)\n"
    "* 2026-08-27 | Berlin, DE | [Berlin Rust](https://berlin.example)\n"
    "    * [**Rust & Tell**](https://berlin.example/1/)",
    good="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)\n"
    "* 2026-09-10 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    until_print=True,
    explains=False,
)
