"""Items with another marker than the usual one, and submissions with none."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.newsletter.unlisted import (
    PLACES_FOR_LINKS,
    is_bare_event,
    is_bare_link,
    is_glued,
    is_sentence,
)
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading

QUOTED = pattern(r"[ \t]*>[> \t]*(?:[*+-][ \t]+)?(?=\[[^\]]+\]\(http)")  # as in a mail
LETTERS = ("[", "_", "<", "`", '"', "“")  # and letters: what an item begins with


def unusual_marker(reading: Reading, item: Item, kind: SectionKind) -> Iterator[Problem]:
    """Another marker than the usual one, or none where there should be one."""
    head, mark, at = reading.change.head, reading.mark_at(item.line), len(item.indent)
    is_event = kind is SectionKind.EVENTS
    if unusual := _unusual_marker(item, kind):
        span = Span.within(item.line, *unusual)
        yield Problem(span, f"Begin the list item with `{mark}`.", Fix(span, mark))
    elif is_bare_event(item, reading.events) if is_event else is_bare_link(item, head, kind):
        is_nested = at > 3 or is_event
        missing = Fix(Span.within(item.line, at if is_nested else 0, at), mark)
        message = f"Begin the submission with `{mark}`, to make it a list item."
        yield Problem(Span.within(item.line, at, len(item.text)), message, missing)
    elif is_sentence(item, head, kind) or is_glued(item, head, kind):
        form = f"{mark}[Title of the page](address)"
        message = f"A submission is a list item with a link: `{form}`."
        yield Problem(reading.whole_line(item.line), message, explains=True)


def _unusual_marker(item: Item, kind: SectionKind) -> tuple[int, int] | None:
    """Where an unusual marker stands, with its gap; None where there is none."""
    if not item.bullet:
        quoted = QUOTED.match(item.text) if kind in PLACES_FOR_LINKS else None
        return quoted.span() if quoted else None
    first, second = item.content[:1], item.content[1:2]
    is_text = first.isalnum() or first in LETTERS or (first == "*" and second.strip())
    is_item = is_text and (item.gap or "](" in item.text)
    return (len(item.indent), item.content_at) if is_item else None
