"""Which lines the site's renderer takes for list items, and which may be headings."""

from __future__ import annotations

from ghapp.newsletter.bullets import ITEM_STARTS, beginning_of
from ghapp.newsletter.conventions import BULLETS
from ghapp.newsletter.draft import Draft

LONGEST_START = 80  # characters of a line that say what kind of text it is
LONGEST_BLOCK = 40  # lines of one paragraph and its list
CONFLICT = "======="  # of two versions, which was committed


def is_underline(line: str) -> bool:
    """Whether a line is nothing but marks that make a heading of the line above."""
    return line.startswith(("--", "==")) and not line.rstrip().strip(line[0])


def stands_alone(draft: Draft, number: int) -> bool:
    """Whether nothing but a list follows a line, and no text stands above: as for a heading."""
    above, below = draft.line(number - 1), draft.line(number + 1)
    begins = not above.strip() or above.startswith("#") or above.rstrip().endswith("-->")
    ends = not below.strip() or below.startswith((*ITEM_STARTS, "#", "<!--"))
    return begins and (ends or is_underline(below))


def underlines_item(draft: Draft, number: int) -> bool:
    """Whether the site's renderer makes a heading of the list item above a line."""
    line = draft.line(number).rstrip()
    if not is_underline(line) or line == CONFLICT or not _is_item(draft.line(number - 1)):
        return False
    # Below several items, dashes are a line across the page.
    further = draft.line(number - 2)
    return line[0] == "=" or not further.strip() or further.startswith("#")


def is_lost_item(draft: Draft, number: int) -> bool:
    """Whether the site's renderer makes no list item of a line below a paragraph."""
    first = number - 1
    while first > 1 and number - first < LONGEST_BLOCK and draft.line(first - 1).strip():
        first -= 1
        if draft.line(first).startswith("#"):
            first += 1
            break
    # All of the text may be very long.
    block = [draft.line(n)[:LONGEST_START] for n in range(first, number)]
    if any(map(_is_item, block)) or not block:
        return False
    # Asked only where a list is in doubt: it takes long to load.
    from ghapp.newsletter.site_html import SiteRenderer

    html = SiteRenderer().html("\n".join([*block, "* item"]))
    return html is not None and "<li>" not in html


def _is_item(line: str) -> bool:
    begins = beginning_of(line)
    first = begins.bullet.split(maxsplit=1)[:1]
    return bool(begins.gap) and (first[0] in BULLETS or first[0].endswith("."))
