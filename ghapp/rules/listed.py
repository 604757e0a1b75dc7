"""The events that a pull request adds or changes: what the rules about events look at."""

from __future__ import annotations

from functools import lru_cache

from ghapp.newsletter.events import ListedEvent, events_in
from ghapp.newsletter.section_kinds import EVENTS
from ghapp.rules.reading import Reading


@lru_cache(maxsize=2)
def added_events(reading: Reading) -> list[ListedEvent]:
    """The events on added lines of the sections of events."""
    lines = {number for number, line in reading.lines(EVENTS) if "|" in line}
    if not lines:
        return []
    return [listed for listed in events_in(reading.change.head) if listed.line in lines]


@lru_cache(maxsize=2)
def touched_regions(reading: Reading) -> dict[int, list[ListedEvent]]:
    """All events of the regions with an added one, by the line of the region's heading."""
    regions: dict[int, list[ListedEvent]] = {one.heading.line: [] for one in added_events(reading)}
    if regions:
        for listed in events_in(reading.change.head):
            if listed.heading.line in regions:
                regions[listed.heading.line].append(listed)
    return regions
