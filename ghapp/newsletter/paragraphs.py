"""Paragraphs of one line, and longer ones: there, code, tags and brackets may go on below."""

from __future__ import annotations

from ghapp.newsletter.bullets import begins_item
from ghapp.newsletter.flaws import unpaired
from ghapp.newsletter.link import has_bracket

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ghapp.newsletter.draft import Draft
    from ghapp.newsletter.items import Item

FAR = 10  # lines; the longest item of an edition has fewer
# What such a line is, is told elsewhere.
NO_TEXTS = ("(", "<", ">", "*", "|", "`", "[", "#", "=", "--")
FENCES = ("```", "~~~")


def is_paragraph(item: Item, draft: Draft, in_code: Collection[int]) -> bool:
    """Whether a line is a paragraph or a list item by itself, and no line of code in a quote.

    Args:
        item: the line.
        draft: that it stands in.
        in_code: the draft's `quotes_with_code`.

    """
    above = draft.line(item.line - 1) if item.line > 1 and not item.is_listed else ""
    below = draft.line(item.line + 1)
    if _goes_on(above) or (_goes_on(below) and not begins_item(below)):
        return False
    is_indented = item.text.lstrip("> ") != item.text.lstrip(">").removeprefix(" ")
    return item.text[0] != ">" or not (is_indented or item.line in in_code)


def paragraph_of(item: Item, draft: Draft) -> str:
    """The lines around a line that belong to the same paragraph or list item, with itself."""
    first = last = item.line
    least, most = max(1, first - FAR), last + FAR
    while first > least and not begins_item(draft.line(first)) and _goes_on(draft.line(first - 1)):
        first -= 1
    while last < most and _goes_on(below := draft.line(last + 1)) and not begins_item(below):
        last += 1
    return "\n".join(draft.lines[first - 1 : last])


def carries_on(item: Item, above: Item) -> bool:
    """Whether a line is plain text, which the site adds to the link in the item above."""
    text = item.text.lstrip()
    if item.bullet or item.links or "://" in text or text.startswith(NO_TEXTS):
        return False
    return above.is_listed and above.text.rstrip().endswith(")") and len(above.links) == 1


def is_closed_beside(item: Item, draft: Draft) -> bool:
    """Whether code or a bracket of a text that a line leaves open is closed on another line."""
    is_half_a_link = has_bracket(item.unlinked) or "://" in item.unlinked
    if is_half_a_link or not _is_open(item.text):
        return False
    return not _is_open(paragraph_of(item, draft))


def _is_open(text: str) -> bool:
    return text.count("`") % 2 == 1 or unpaired(text) is not None


def _goes_on(line: str) -> bool:
    """Whether a line has something of a paragraph in it."""
    return bool(line.strip("> \t")) and line[0] != "#"


def quotes_with_code(draft: Draft) -> frozenset[int]:
    """The lines of quotes that have code set apart."""
    found: set[int] = set()
    quote: list[int] = []
    for number, line in enumerate([*draft.lines, ""], 1):
        if line.startswith(">"):
            quote.append(number)
        elif quote:
            if any(fence in draft.line(one) for one in quote for fence in FENCES):
                found.update(quote)
            quote = []
    return frozenset(found)
