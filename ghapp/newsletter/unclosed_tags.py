"""Formatting tags that nothing ends: the site would show all that follows like that."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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
