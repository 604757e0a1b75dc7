"""Event regions: an event stands under the region that it is held in."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.countries import REGIONS
from ghapp.newsletter.places import Attendance
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

VIRTUAL = "Virtual"
ABOVE_REGIONS = ("upcoming events", "rusty events between")
NAMES = {name.casefold(): name for name in (VIRTUAL, *REGIONS)}


def check(reading: Reading) -> Iterator[Problem]:
    """Find events under a region that they are not held in."""
    for listed in reading.added_events:
        written = listed.event.place
        region = NAMES.get(listed.heading.key, "")
        above = listed.heading.key.startswith(ABOVE_REGIONS) and _has_regions(reading)
        place = reading.events.location(listed) if region or above else None
        if place is None or written is None:
            continue
        if place.attendance is Attendance.VIRTUAL:
            wanted: tuple[str, ...] = (VIRTUAL,)
        else:
            wanted = place.regions
        if not wanted:
            continue
        hybrid = place.attendance is Attendance.HYBRID
        if region in wanted or (hybrid and region == VIRTUAL):
            continue
        here = " or ".join(code_span(name) for name in wanted)
        where = f", not under {code_span(region)}" if region else ""
        message = f"{code_span(written.text)} belongs under {here}{where}."
        yield Problem(written.span(listed.line), message)


def _has_regions(reading: Reading) -> bool:
    return any(heading.key in NAMES for heading in reading.change.head.headings)


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
    loses=Loss.WORDS,
    until_print=True,
    explains=False,
)
