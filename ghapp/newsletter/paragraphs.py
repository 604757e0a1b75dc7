"""Paragraphs of one line: in longer ones, code and tags may go on below."""

from __future__ import annotations

from ghapp.newsletter.bullets import begins_item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.draft import Draft
    from ghapp.newsletter.items import Item

FENCES = ("```", "~~~")


def is_paragraph(item: Item, draft: Draft) -> bool:
    """Whether a line is a paragraph or a list item by itself, and no line of code in a quote."""
    above = draft.line(item.line - 1) if item.line > 1 and not item.is_listed else ""
    below = draft.line(item.line + 1)
    if _goes_on(above) or (_goes_on(below) and not begins_item(below)):
        return False
    return item.text[0] != ">" or not _is_code(item, draft)


def _goes_on(line: str) -> bool:
    """Whether a line has something of a paragraph in it."""
    return bool(line.strip("> \t")) and line[0] != "#"


def _is_code(item: Item, draft: Draft) -> bool:
    """Whether a line of a quote is indented as code, or the quote has code set apart."""
    if item.text.lstrip("> ") != item.text.lstrip(">").removeprefix(" "):
        return True
    first = last = item.line
    while first > 1 and draft.line(first - 1).startswith(">"):
        first -= 1
    while draft.line(last + 1).startswith(">"):
        last += 1
    quote = draft.lines[first - 1 : last]
    return any(fence in line for line in quote for fence in FENCES)
