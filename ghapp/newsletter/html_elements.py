"""HTML among Markdown: which tags are meant as such, and which of them nothing ends."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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
        *("audio", "blockquote", "button", "center", "cite", "dd", "dl", "dt", "figcaption"),
        *("figure", "font", "iframe", "input", "picture", "pre", "source", "svg", "video"),
    )
)
# Browsers open these again in the next paragraph, until something ends them.
KEPT_OPEN = r"(b|code|em|i|s|small|strong|u)"
OPENING = pattern(f"<{KEPT_OPEN}>")
NEARLY_CLOSING = pattern(rf"<?/?{KEPT_OPEN}/?>|</{KEPT_OPEN}\b")


@record
class UnclosedTag:
    """A tag that nothing ends, where it stands, and what was meant to end it."""

    name: str
    start: int
    end: int
    meant: tuple[int, int] | None  # None where nobody can say


def unclosed_tags(text: str) -> Iterator[UnclosedTag]:
    """The formatting that begins in a text and never ends: each name once, where it begins.

    Args:
        text: with its code and comments blanked out.

    """
    names = set()
    for opening in OPENING.finditer(text):
        name = opening[1]
        if name not in names and f"</{name}>" not in text[opening.end() :]:
            names.add(name)
            nearly = NEARLY_CLOSING.finditer(text, opening.end())
            places = [one.span() for one in nearly if name in one.groups()]
            meant = places[0] if len(places) == 1 else None
            yield UnclosedTag(name, *opening.span(), meant)
