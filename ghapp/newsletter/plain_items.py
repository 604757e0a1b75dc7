"""Items that the site and the Markdown parser read alike: their links are shown as meant."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.whole_address import is_whole_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.items import Item
    from ghapp.newsletter.link import Link

# What the site and the parser may read differently, or readers would see as a mark.
MARKS = frozenset("[]<>{}\\`*_()")
IN_PAIRS = pattern(r"\([^()\[\]<>{}\\`*_]*\)|\[[^()\[\]<>{}\\`*_^]*\](?= )")
# Both read these alike: pairs of brackets, code, one stretch in italics, signs that open nothing.
PLAIN_TITLE = pattern(
    r"(?:\*\*(?=\S[^*]*\S?\*\*$))?"
    r"(?:[^\\<>{}`*_\[\]~]|~(?!~)|(?<=\w)_(?=\w)|`[^`]+`|\[[^\\<>{}`*_\[\]]*\]"
    r"|<(?![A-Za-z/!?])|(?<=[-=<\s])>|>(?==)|\\[_()#+.!-]"
    r"|(?<![\w*])\*(?=[^\s*])[^\\<>{}`*_\[\]]*(?<=[^\s*])\*(?![\w*]))+"
    r"(?:\*\*$)?"
)
SIGNS = frozenset("\\<>{}`*_[]~")  # without one of them, a title is plain text
QUOTES = "'\""  # in an address, they may begin the title of a link


def is_plain(item: Item) -> bool:
    """Whether the parser's ranges alone say that the site shows links and text as meant."""
    if not item.links or not item.bullet or not item.gap:
        return False
    rest = item.unlinked[item.body_at :]
    if "[" in rest and any(link.text == link.url for link in item.links):
        return False  # `[title] <address>` is meant as one link
    if "://" in rest:
        return False
    rest = IN_PAIRS.sub("", rest) if "(" in rest or "[" in rest else rest
    return MARKS.isdisjoint(rest) and all(map(_is_plain_link, item.links))


def _is_plain_link(link: Link) -> bool:
    """Whether a link has a text and a whole address that no reader of Markdown could mistake."""
    return (
        link.is_on_one_line
        and is_whole_address(link.url)
        and not any(mark in link.url for mark in QUOTES)
        and bool(link.text.strip())
        and "://" not in link.text
        and (SIGNS.isdisjoint(link.text) or PLAIN_TITLE.fullmatch(link.text) is not None)
    )
