"""Bold link texts: what is meant as one, and where it stands with the marks that belong inside."""

from __future__ import annotations

from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.link import has_bracket
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.items import Item

MOST_STARS = 3
PLAIN_ENDS = " .,:;!?-()/\"'"  # of what stands beside a bold word
NO_TEXT = frozenset("*_`[]")  # what would end a link or emphasis


@record
class Title:
    """A stretch of a line, from 0, that holds a link's text, and how it should be written."""

    start: int
    end: int
    text: str
    is_sure: bool = True  # that it is meant so


def is_set_off(text: str) -> bool:
    """Whether marks at both ends of a text set it off: beside a space they open nothing."""
    return bool(text) and text == text.strip() and not has_mark(text)


def has_mark(text: str) -> bool:
    """Whether there is something in a text that would end a link or emphasis."""
    return not NO_TEXT.isdisjoint(text)


def half_bold_titles(item: Item) -> list[Title]:
    """The links whose bold begins or ends outside their brackets, or nowhere."""
    found = []
    for link, (start, end) in zip(item.links, item.places, strict=True):
        words = link.text.strip("*")
        lead = len(link.text) - len(link.text.lstrip("*"))
        tail = len(link.text) - len(link.text.rstrip("*"))
        behind = link.text_span.end_column
        if not words or "*" in words or has_bracket(words) or not link.is_on_one_line:
            continue
        if lead == 2 and not tail and item.text.startswith("**", end):
            found.append(Title(start, end + 2, f"[**{words}**]{item.text[behind:end]}"))
        elif lead != tail and max(lead, tail) <= MOST_STARS:
            found.append(Title(start, behind, f"[**{words}**]"))
    return found


def partly_bold_title(item: Item) -> Title | None:
    """The bold words in the first link's text, where it is not bold as a whole."""
    text = item.links[0].text
    if item.text.count("**") != 2 or text.count("**") != 2:
        return None
    before, bold, behind = text.split("**")
    is_part = (before or behind) and not (before[-1:] + behind[:1]).strip(PLAIN_ENDS)
    if not is_part or not is_set_off(bold) or has_mark(before + behind):
        return None
    at = item.links[0].text_span.column - 1 + len(before)
    return Title(at, at + len(bold) + 4, bold)


def event_title(item: Item, outside: str) -> Title | None:
    """The first link of an item as a bold title; None if it is one.

    Args:
        item: what hangs below an event.
        outside: the marks in front of the link that make it bold from outside.

    """
    link, (start, end) = item.links[0], item.places[0]
    text = link.text
    words = text[2:-2] if text[:2] == text[-2:] == "__" else text.strip("* \t")
    is_bold = text[:2] == text[-2:] == "**" and "**" not in without_code(text)[2:-2]
    marks = without_code(text).replace(r"\*", "").count("*")
    if not words or (is_bold and not outside and marks % 2 == 0):
        return None
    closing = end + 2 * item.text.startswith("**", end)
    written = f"[**{words.strip()}**]{item.text[link.text_span.end_column : end]}"
    is_sure = "*" not in words and link.is_on_one_line
    return Title(start - len(outside), closing, written, is_sure)


def title_beside(item: Item) -> Title | None:
    """The bold title at the end of an event's own line, with the bar in front of it."""
    at = item.places[-1][0] if item.links and item.links[-1].text.startswith("**") else 0
    start = len(item.text[:at].rstrip(" \t|"))
    if "|" not in item.text[start:at] or item.text.count("](") < 2:
        return None
    return Title(start, len(item.text), item.text[at:].rstrip())
