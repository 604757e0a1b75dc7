"""What stands behind the link of a submission: text, blanks, or one more link."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import says_something, words_in
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem

# Editors leave the parts of a series, other languages and what was said in a video.
PARTS = frozenset(("part", "transcript", "slides", "version", "series", "english"))
ADDRESS = pattern(r"https?://\S+")
NO_TEXT = "Let the title speak for itself: no text after the link."
BLANKS = ("&nbsp;", "<br>", "<br/>", "<br />")


def words_beside(text: str) -> str:
    """What stands beside a link without addresses, which are told as bare ones."""
    return ADDRESS.sub("", text) if "://" in text else text


def text_behind(item: Item) -> Iterator[Problem]:
    """Text behind the last link."""
    behind = words_beside(item.behind.rstrip())
    is_said = says_something(behind) and item.prefix_behind is None
    if not is_said:
        return
    at = item.places[-1][1]
    span = Span.within(item.line, at, at + len(behind))
    for blank in BLANKS:
        behind = behind.replace(blank, "")
    if behind.strip():
        yield Problem(span, NO_TEXT)
    else:
        yield Problem(span, "No white space after the link.", Fix(span, ""))


def further_link(item: Item) -> int | None:
    """Where the rest of a line begins that has one more link; None where there may be one."""
    if len(item.links) == 1:
        return None
    if item.links[1].repeats(item.links[0]):
        return None  # which is told as such
    end = item.places[0][1]
    words = words_in(item.links[1].text)
    is_part = any(word in PARTS or word.removeprefix("part").isdecimal() for word in words)
    is_item = item.text[end:].lstrip().startswith("*") or item.text.startswith(("[", "- ["), end)
    return None if is_part or is_item else end
