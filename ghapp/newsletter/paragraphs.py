"""Paragraphs of one line, and longer ones: there, code, tags and brackets may go on below."""

from __future__ import annotations

from ghapp.newsletter.bullets import begins_item
from ghapp.newsletter.flaws import unpaired

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.draft import Draft
    from ghapp.newsletter.items import Item

IN_LINKS = ("[", "]", "://")
FENCES = ("```", "~~~")


def is_paragraph(item: Item, draft: Draft) -> bool:
    """Whether a line is a paragraph or a list item by itself, and no line of code in a quote."""
    above = draft.line(item.line - 1) if item.line > 1 and not item.is_listed else ""
    below = draft.line(item.line + 1)
    if _goes_on(above) or (_goes_on(below) and not begins_item(below)):
        return False
    return item.text[0] != ">" or not _is_code(item, draft)


def paragraph_of(item: Item, draft: Draft) -> str:
    """All lines of the paragraph or the list item that a line belongs to."""
    first = last = item.line
    while first > 1 and not begins_item(draft.line(first)) and _goes_on(draft.line(first - 1)):
        first -= 1
    while _goes_on(below := draft.line(last + 1)) and not begins_item(below):
        last += 1
    return "\n".join(draft.lines[first - 1 : last])


def is_closed_beside(item: Item, draft: Draft) -> bool:
    """Whether code or a bracket of a text that a line leaves open is closed on another line."""
    if any(sign in item.unlinked for sign in IN_LINKS) or not _is_open(item.text):
        return False
    return not _is_open(paragraph_of(item, draft))


def _is_open(text: str) -> bool:
    return text.count("`") % 2 == 1 or unpaired(text) is not None


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
