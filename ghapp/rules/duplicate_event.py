"""Duplicate events: one meeting on one day stands once in its region."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ghapp.newsletter.addresses import canonical
from ghapp.newsletter.events import event_of
from ghapp.newsletter.spans import Span
from ghapp.rules.rule import EVENTS, Problem, Reading, Rule, Severity

Key = tuple[int, date, str]  # the region's heading, the day, the title or its address


def check(reading: Reading) -> Iterator[Problem]:
    """Find added events that the region has already on the same day."""
    added = reading.change.added_set
    if not any("|" in line and event_of(line) for _, line in reading.lines(EVENTS)):
        return
    first: dict[Key, int] = {}
    events = list(_events(reading))
    for number, keys in sorted(events, key=lambda event: (event[0] in added, event[0])):
        known = next((first[key] for key in keys if key in first), None)
        if known is not None and number in added:
            span = Span.within(number, 0, len(reading.change.head.line(number)))
            yield Problem(span, f"This event is in the list already, on line {known}.")
        for key in keys:
            first.setdefault(key, number)


def _events(reading: Reading) -> Iterator[tuple[int, list[Key]]]:
    """The events of the draft: line, and what tells one from another."""
    head = reading.change.head
    links = head.links_by_line
    for number, line in enumerate(head.lines, 1):
        event = event_of(line) if "|" in line and reading.roles[number] in EVENTS else None
        below = links.get(number + 1)
        if event is None or event.start is None or not below or number in head.hidden:
            continue
        region = next(head.headings_above(number)).line
        title = (event.location + below[0].text.strip("* ")).casefold()
        address = canonical(below[0].url)
        found = [title, *([address] if address else [])]
        yield number, [(region, event.start, key) for key in found]


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
)
