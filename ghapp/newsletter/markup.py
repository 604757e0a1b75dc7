"""Tags that are HTML on purpose, told apart from text in angle brackets: `<br>` and `Vec<T>`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from ghapp.newsletter.items import Item

FORMATTING = frozenset(
    (
        *("abbr", "b", "br", "code", "del", "em", "i", "ins", "kbd", "mark"),
        *("q", "s", "small", "strong", "sub", "sup", "u", "wbr"),
    )
)
AROUND_TEXT = frozenset(
    (
        *("a", "details", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li"),
        *("ol", "p", "span", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    )
)
IN_SENTENCES = frozenset(  # which may hold whatever a page may
    (
        *AROUND_TEXT,
        *("audio", "blockquote", "button", "center", "cite", "dd", "dl", "dt", "figcaption"),
        *("figure", "font", "iframe", "input", "picture", "pre", "source", "svg", "video"),
    )
)
BREAKS = ("br", "wbr")  # of a line, or of a word
ADDRESSES = ("http:", "https:", "mailto:")


def is_markup(item: Item, match: re.Match[str], name: str | None, *, in_sentence: bool) -> bool:
    """Whether something in angle brackets is HTML on purpose, or a part of an address.

    Args:
        item: the line that it stands on.
        match: it, in the line.
        name: what stands between the brackets; None if it is escaped.
        in_sentence: whether the line is prose, which may hold whatever a page may.

    """
    text, at = item.text, match.start()
    if text.rfind("](", 0, at) > text.rfind(")", 0, at):  # in an address
        return True
    if name is None:
        return False
    if len(name) == 1 and name.isupper():
        return False  # `Iterator<I>`: nobody writes tags like that
    tag = name.casefold().removeprefix("/")
    in_title = any(start < at < end for start, end in item.places)
    if tag.startswith(ADDRESSES):
        return not in_title
    element = tag.partition(" ")[0].partition("/")[0]
    lower = text.casefold()
    is_pair = f"<{element}" in lower and f"</{element}" in lower
    if element in FORMATTING:
        is_word = text[at - 1] == " " == text[match.end() : match.end() + 1]
        return is_pair or not in_title or (element in BREAKS and not is_word)
    if in_title or element not in (IN_SENTENCES if in_sentence else AROUND_TEXT):
        return False
    # Between words, an element without attributes and end is what they speak of.
    is_between = bool(text[item.content_at : at].strip() and text[match.end() :].strip())
    return is_pair or "=" in tag or tag.endswith("/") or not is_between


def as_text(tag: str) -> str:
    """A tag, escaped so that readers see it; code in it stays as it is."""
    tag = tag.replace("\\<", "<").replace("\\>", ">")
    closing = "&gt;" if tag[1:].endswith(">") else ""
    return f"&lt;{tag[1:].removesuffix('>')}{closing}"
