"""Event regions: an event stands under the region that it is held in."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.countries import REGIONS
from ghapp.newsletter.events import event_of
from ghapp.newsletter.places import Attendance, location_of
from ghapp.newsletter.spans import Span
from ghapp.rules.rule import EVENTS, Problem, Reading, Rule, Severity, code

VIRTUAL = "Virtual"
NAMES = {name.casefold(): name for name in (VIRTUAL, *REGIONS)}


def check(reading: Reading) -> Iterator[Problem]:
    """Find events under a region that they are not held in."""
    for number, line in reading.lines(EVENTS):
        event = event_of(line) if "|" in line else None
        if event is None or not event.is_complete or "](" in event.location:
            continue
        place = location_of(event.location)
        if place.attendance is Attendance.VIRTUAL:
            wanted: tuple[str, ...] = (VIRTUAL,)
        else:
            wanted = place.regions
        if not wanted:
            continue
        heading = next(reading.change.head.headings_above(number))
        region = NAMES.get(heading.key)
        hybrid = place.attendance is Attendance.HYBRID
        if region is None or region in wanted or (hybrid and region == VIRTUAL):
            continue
        span = Span.within(number, event.location_at, event.location_at + len(event.location))
        here = " or ".join(code(name) for name in wanted)
        message = f"{code(event.location)} belongs under {here}, not under {code(region)}."
        yield Problem(span, message)


RULE = Rule(
    name="event-region",
    check=check,
    severity=Severity.WARNING,
    why="Readers look for events under the region that they live in.",
    section="Upcoming Events",
    bad="### Europe\n\n* 2026-08-27 | Austin, TX, US | [Rust ATX](https://atx.example)\n"
    "    * [**Rust Lunch**](https://atx.example/1)",
    good="### North America\n\n* 2026-08-27 | Austin, TX, US | [Rust ATX](https://atx.example)\n"
    "    * [**Rust Lunch**](https://atx.example/1)",
)
