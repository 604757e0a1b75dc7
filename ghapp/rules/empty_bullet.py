"""A bullet with nothing but prefixes behind it: the item may stand on the next line."""

from __future__ import annotations

from ghapp.newsletter.conventions import BULLETS
from ghapp.newsletter.items import Item
from ghapp.newsletter.prefixes import canonical_prefix
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading


def empty_bullet(reading: Reading, item: Item) -> Problem | None:
    """What to do about a list item of which only the bullet is there, or a prefix; else None."""
    is_begun = item.text.strip() not in BULLETS  # with a prefix, which is not taken out
    if is_begun and not _is_prefix(item):
        return None
    below, number = reading.item(item.line + 1), item.line
    if is_begun and (below.bullet or not below.links):
        return None
    whole = Span.within(number, 0, len(item.text))
    if not below.content.strip() or below.bullet or below.text.startswith("#"):
        message = "Nothing stands after this bullet: take it out."
        return Problem(whole, message, Fix(Span.of_lines(number, number), ""), explains=True)
    both = Span(number, len(item.text.rstrip()) + 1, number + 1, len(below.text) + 1)
    fix = Fix(both, f" {below.content}")
    span = Span(number, 1, number + 1, len(below.text) + 1)
    return Problem(span, "Write the item on one line.", fix, explains=True)


def _is_prefix(item: Item) -> bool:
    """Whether only a prefix in brackets stands behind a bullet."""
    content = item.content.strip()
    return item.is_listed and content.endswith("]") and canonical_prefix(content[1:-1]) is not None
