"""Links to lists of issues, which head the news of a team: how such a heading reads."""

from __future__ import annotations

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.items import Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.draft import Draft

LISTINGS = ("?q=", "/labels/", "/pulls", "/commits/")  # in the address of a list, not of an issue


def listing_level(draft: Draft, number: int) -> int | None:
    """The level that a line of such links, right above items, has as a heading; None for others."""
    links = draft.links_by_line.get(number, [])
    below = draft.line(number + 1) or draft.line(number + 2)
    if not below.startswith(ITEM_STARTS) or not any(_is_listing(link.url) for link in links):
        return None
    rest = Item(number, draft.line(number), links).unlinked
    return None if rest.strip("\0 \t") else _level_here(draft, number)


def _is_listing(url: str) -> bool:
    return url.endswith("/issues") or any(part in url for part in LISTINGS)


def _level_here(draft: Draft, number: int) -> int:
    """The level of the headings that are links, as this one is, in the same group."""
    position = draft.headings_up_to(number)
    above, below = draft.headings[position - 1], draft.headings[position : position + 1]
    if draft.line(above.line).lstrip("# ").startswith("["):
        return above.level
    if below and below[0].level > above.level:
        return below[0].level
    return above.level + 1
