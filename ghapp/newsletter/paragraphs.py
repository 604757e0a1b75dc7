"""Paragraphs of one line: in longer ones, code and tags may go on below."""

from __future__ import annotations

from ghapp.newsletter.bullets import begins_item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ghapp.newsletter.draft import Draft
    from ghapp.newsletter.items import Item

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
