"""Links that are written in another way, so that the site makes none of them."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.meant_links import meant_link
from ghapp.newsletter.spans import Span
from ghapp.newsletter.torn_links import MARKS, has_whole_links, is_gap_alone, spaced_address
from ghapp.rules.problem import Fix, Problem

FIELDS = 3  # of an event: day, place and groups
WRITTEN_SO = "A link is written `[title](address)`."
WITHOUT_GAP = "A link is written `[title](address)`, with no space between `]` and `(`."


def broken_links(
    item: Item, stretches: list[tuple[int, int]], *, is_begun_above: bool
) -> Iterator[Problem]:
    """Find them in some stretches of an item, and put them together where it is sure how.

    Args:
        item: to look in.
        stretches: where each begins and ends, as Python slices.
        is_begun_above: whether the line above begins a link, which may end in this one.

    """
    for start, end in stretches:
        start += len(item.text[start:end]) - len(item.text[start:end].lstrip())
        text = item.text[start:end].partition("<!--")[0].rstrip()
        if item.is_dated and len(stretches) < FIELDS and text[:1] not in MARKS:
            continue  # nobody knows where the link begins: a bar is gone, too
        meant = meant_link(text)
        if spaced := spaced_address(item.text, start, end):
            span = Span.within(item.line, *spaced)
            yield Problem(span, "An address has no spaces: take it out, or write `%20`.")
        elif meant and not meant.is_sure and has_whole_links(item):
            continue
        elif meant and meant.has_brackets and text[: meant.end] != meant.markdown:
            span = Span.within(item.line, start, start + meant.end)
            goes_on = is_begun_above or (not item.bullet and item.text[:1].islower())
            fix = Fix(span, meant.markdown) if meant.is_sure and not goes_on else None
            is_gap = is_gap_alone(text[: meant.end], meant.markdown)
            yield Problem(span, WITHOUT_GAP if is_gap else WRITTEN_SO, fix)
