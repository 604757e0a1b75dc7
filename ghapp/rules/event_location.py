"""Event places: city, state where there are many of the name, and the country's code."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.places import location_of
from ghapp.newsletter.spans import Span
from ghapp.rules.listed import added_events
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Fix, Problem, Rule, Severity, code


def check(reading: Reading) -> Iterator[Problem]:
    """Find places that are written another way, or that lack a part."""
    for listed in added_events(reading):
        number, event = listed.line, listed.event
        if not event.is_complete:
            continue
        place = location_of(event.location)
        at = event.location_at
        span = Span.within(number, at, at + len(event.location))
        if place.standard != event.location:
            message = f"Write the place as {code(place.standard)}."
            # Both codes of the kingdom are published; one of them is preferred.
            taste = place.standard == event.location.replace("GB", "UK")
            yield Problem(span, message, Fix(span, place.standard), taste=taste)
        elif place.lacks:
            yield Problem(span, place.lacks, taste="state" in place.lacks)


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
)
