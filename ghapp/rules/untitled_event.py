"""Events and their titles that stand without each other, or side by side."""

from __future__ import annotations

from ghapp.newsletter.bold_titles import title_beside
from ghapp.newsletter.bullets import begins_item
from ghapp.newsletter.items import Item
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading

WRITTEN_SO = "`    * [**Title**](address)`"


def untitled_event(reading: Reading, number: int) -> Problem:
    """What to do about an event without a title."""
    title = title_beside(reading.item(number))
    if title is None:
        message = reading.conventions.shown(f"Say what happens, below the event: {WRITTEN_SO}.")
        return Problem(reading.whole_line(number), message)
    span = Span.within(number, title.start, title.end)
    fix = Fix(span, f"\n    {reading.conventions.mark}{title.text}")
    return Problem(span, "The title of an event stands below it.", fix)


def is_headline(reading: Reading, item: Item) -> bool:
    """Whether a line at the margin is an event that lost its day: its title hangs below."""
    below = reading.change.head.line(item.line + 1)
    is_above_title = below[:1] in (" ", "\t") and begins_item(below)
    return is_above_title and not item.indent and item.line - 1 not in reading.events.by_line
