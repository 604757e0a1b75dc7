"""Event places: city, state where there are many of the name, and the country's code."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.places import Attendance, Location
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find places that are written another way, that lack a part, or that are nowhere."""
    for listed in reading.added_events:
        written, place = listed.event.place, reading.events.location(listed)
        if place is None or written is None:
            continue
        span = written.span(listed.line)
        is_tolerated = "state" in place.lacks
        is_gone = is_tolerated and not all(part.strip() for part in written.text.split(","))
        if place.wrong or (place.lacks and not is_tolerated) or is_gone:
            yield Problem(span, place.wrong or place.lacks)
        elif place.standard != written.text:
            message = f"Write the place as {code_span(place.standard)}."
            advisory = _is_advisory(written.text, place) or (
                reading.is_in_print and _is_understood(written.text, place)
            )
            yield Problem(span, message, Fix(span, place.standard), advisory=advisory)
        elif place.lacks:
            yield Problem(span, place.lacks, advisory=True)


def _is_advisory(written: str, place: Location) -> bool:
    """Whether readers miss nothing: words for a hybrid event, GB for UK, a state too much."""
    plain = written.replace("GB", "UK")
    if place.surplus:
        plain = plain.replace(f", {place.surplus},", ",", 1)
    city = place.standard.partition(" (")[2].rstrip(")")
    hybrid = place.attendance is Attendance.HYBRID and city in plain
    return hybrid or place.standard == plain


def _is_understood(written: str, place: Location) -> bool:
    """Whether only signs are wrong, a country has its name, or an event online has no country."""
    plain, wanted = _letters(written), _letters(place.standard)
    if place.attendance is Attendance.VIRTUAL and wanted.startswith(plain):
        return True
    named = written.rpartition(",")[0] == place.standard.rpartition(",")[0]
    return plain == wanted or named


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


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
    explains=False,
)
