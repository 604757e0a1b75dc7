"""A bullet with nothing behind it; what it was meant for may stand on the next line."""

from __future__ import annotations

from ghapp.newsletter.items import Item
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading


def empty_bullet(reading: Reading, item: Item) -> Problem:
    """What to do about a list item of which only the bullet is there."""
    below, number = reading.item(item.line + 1), item.line
    whole = Span.within(number, 0, len(item.text))
    if not below.content.strip() or below.bullet or below.text.startswith("#"):
        message = "Nothing stands behind this bullet: take it out."
        return Problem(whole, message, Fix(Span.of_lines(number, number), ""), explains=True)
    gap = Span(number, len(item.text.rstrip()) + 1, number + 1, below.content_at + 1)
    return Problem(whole, "Write the item behind its bullet.", Fix(gap, " "), explains=True)
