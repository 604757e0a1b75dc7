"""Links that were torn: over two lines, or by a gap before the address or within it."""

from __future__ import annotations

from ghapp.newsletter.link import has_bracket
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.whole_address import WEB, is_unbroken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.items import Item

WITH_GAP = pattern(r"\[[^\[\]()]+\][ \t]+\(https?://[^\s()]+\)")
GAP = pattern(r"\][ \t]+\(")
SPACED = pattern(r"(?<=\]\()https?://[^\s()<>\"]+ [^\s()<>\"]+(?=\))")
MARKS = ("[", "]", "(", "（", "［", "{")  # of a link, as hands write them
NO_ADDRESS = ("<", ">", "|", "[", "]")


def ends_with_title(item: Item) -> bool:
    """Whether an item ends with a title in brackets, whose address is not there."""
    _, opening, title = item.text.rstrip(" \t").rpartition("[")
    is_title = bool(opening) and title.endswith("]") and not has_bracket(title[:-1])
    return is_title and item.is_listed


def is_address_alone(item: Item) -> bool:
    """Whether a line is an address in parentheses and nothing else."""
    text = item.text.strip(" \t")
    address = text[1:-1]
    return text[:1] == "(" and text[-1:] == ")" and address.startswith(WEB) and is_unbroken(address)


def is_address(item: Item) -> bool:
    """Whether a line is an address and nothing else."""
    text = item.text.strip(" \t")
    return not item.bullet and text.startswith(WEB) and is_unbroken(text)


def is_title(item: Item) -> bool:
    """Whether an item is plain words: what the address on the next line is meant to be behind."""
    text = item.text
    return item.is_listed and not item.links and not has_bracket(text) and "://" not in text


def is_torn(line: str, below: str) -> bool:
    """Whether a line ends within the address of a link, or before it, that goes on below."""
    _, middle, address = line.rstrip(" \t").rpartition("](")
    is_begun = not address or (address.startswith(WEB) and is_unbroken(address))
    rest, closing, _ = below.lstrip(" \t").partition(")")
    goes_on = bool(closing) and is_unbroken(rest) and not rest.startswith(NO_ADDRESS)
    return bool(middle) and is_begun and goes_on


def has_whole_links(item: Item) -> bool:
    """Whether all brackets of an item are those of links: an address too many breaks none of them.

    A further link may have a gap between its halves, which is told as such, and closed.
    """
    rest = item.unlinked[item.body_at :]
    return bool(item.places) and not has_bracket(WITH_GAP.sub("", rest))


def spaced_address(line: str, start: int, end: int) -> tuple[int, int] | None:
    """Where an address with one space in it stands between two offsets of a line, if one does."""
    match = SPACED.search(line, start, end) if "](http" in line else None
    return match.span() if match and match[0].count("://") == 1 else None


def is_gap_alone(written: str, markdown: str) -> bool:
    """Whether a link becomes what was meant by taking out the spaces before its address."""
    return GAP.sub("](", written) == markdown
