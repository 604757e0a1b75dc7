"""Event places: city, state where there are many of the name, and the country's code."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.countries import REGIONS
from ghapp.newsletter.events import Event, ListedEvent
from ghapp.newsletter.places import Attendance, Location, location_of
from ghapp.newsletter.spans import Span
from ghapp.rules.listed import added_events
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find places that are written another way, or that lack a part."""
    for listed in added_events(reading):
        number, event = listed.line, listed.event
        if not event.is_complete:
            continue
        place = location_of(event.location, _region(listed))
        at = event.location_at
        span = Span.within(number, at, at + len(event.location))
        if place.standard != event.location:
            message = f"Write the place as {code_span(place.standard)}."
            yield Problem(
                span, message, Fix(span, place.standard), advisory=_is_advisory(event, place)
            )
        elif place.lacks:
            yield Problem(span, place.lacks, advisory="state" in place.lacks)


def _region(listed: ListedEvent) -> str:
    """The region that an event is listed under; empty where the heading is none."""
    return next((name for name in REGIONS if name.casefold() == listed.heading.key), "")


def _is_advisory(event: Event, place: Location) -> bool:
    """Whether readers miss nothing: words for a hybrid event, or the kingdom's other code."""
    city = place.standard.partition(" (")[2].rstrip(")")
    hybrid = place.attendance is Attendance.HYBRID and city in event.location
    return hybrid or place.standard == event.location.replace("GB", "UK")


RULE = Rule(
    name="event-location",
    check=check,
    severity=Severity.WARNING,
    why="Readers scan the list for places near them, and there is more than one Cambridge.",
    section="Upcoming Events",
    bad="* 2026-08-27 | Tel Aviv, Israel | [Rust TLV](https://tlv.example)\n"
    "    * [**Rust and Tell**](https://tlv.example/1)",
    good="* 2026-08-27 | Tel Aviv, IL | [Rust TLV](https://tlv.example)\n"
    "    * [**Rust and Tell**](https://tlv.example/1)",
    loses=Loss.WORDS,
)
