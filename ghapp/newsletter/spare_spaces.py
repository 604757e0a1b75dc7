"""Spaces in an item that readers see, or that break a link, by where they stand."""

from __future__ import annotations

from enum import StrEnum

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.whole_address import WEB, is_unbroken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.items import Item

HALVES = ("(https://", "(http://", "(<https://", "(<http://")  # the second half of a link
FRENCH = frozenset("àâçèéêëîïôùûœÀÂÇÈÉÊËÎÏÔÙÛŒ")  # where a space stands before a colon
# Several spaces, or one beside a mark that has none.
SUSPECTS = pattern(r"[ \t]{2,}|\t|(?<=[\[\]()*:]) | (?=[\[\]()*:])")
SENTENCE_MARKS = "_.,:;!?"  # behind which words go on


class SpareSpace(StrEnum):
    """Where spaces stand that should not, or too many of them."""

    IN_LINK = "between the halves of a link"
    AROUND_ADDRESS = "around the address"
    IN_TITLE = "at an edge of the title"
    BEHIND_TITLE = "at the end of the title"
    BEFORE_COLON = "before a colon"
    IN_WORDS = "between two words"


def spare_space(item: Item, start: int, end: int, language: str) -> SpareSpace | None:
    """What is wrong with the spaces between two offsets of a line; None where nothing is."""
    line = item.text
    before, behind = line[start - 1], line[end : end + 1]
    if not behind:
        return None
    if before == "]" and line.startswith(HALVES, end):
        return SpareSpace.IN_LINK
    if _is_around_address(line, start, end):
        return SpareSpace.AROUND_ADDRESS
    return _in_title(item, start, end) or _between_words(line, start, end, language)


def _is_around_address(line: str, start: int, end: int) -> bool:
    if line.endswith("](", 0, start) and line.startswith(WEB, end):
        return True
    address = line[line.rfind("](", 0, start) + 2 : start].lstrip()
    return line[end] == ")" and address.startswith(WEB) and is_unbroken(address)


def _in_title(item: Item, start: int, end: int) -> SpareSpace | None:
    line = item.text
    opening = start - 3 if line.endswith("[**", 0, start) else start - 1
    if line[opening] == "[" and line[end] not in "[]":
        is_link = any(place[0] == opening for place in item.places)
        return SpareSpace.IN_TITLE if is_link else None
    if line.startswith("**](", end):
        return SpareSpace.IN_TITLE
    is_end = line.startswith("](", end) and line[start - 1] != "["
    return SpareSpace.BEHIND_TITLE if is_end else None


def _between_words(line: str, start: int, end: int, language: str) -> SpareSpace | None:
    before, behind = line[start - 1], line[end:]
    if "`" in line:  # in code, all may be meant
        return None
    if before.isalnum() and behind[0] == ":" and behind[1:2].isspace():
        is_marked = "[fr]" in line.casefold() or not FRENCH.isdisjoint(line)
        is_word = behind[1:].lstrip()[:1].isalnum()
        return SpareSpace.BEFORE_COLON if is_word and language != "fr" and not is_marked else None
    is_word = before.isalnum() or before in SENTENCE_MARKS
    if is_word and behind[0].isalnum() and line.startswith("  ", start):
        title, closing, _ = behind.partition("]")
        return SpareSpace.IN_WORDS if closing and not any(sign in title for sign in "[|") else None
    return None
