"""The plain text of a line of Markdown, for labels and for comparing headings by what they say."""

from __future__ import annotations

import pyromark

from ghapp.newsletter.code_spans import without_comments
from ghapp.newsletter.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WORD = pattern(r"[^\W_]+")  # letters and figures
MARKUP = frozenset("[]*_`<>\\&~")


def plain_text(markdown: str) -> str:
    """What a reader sees of one line of Markdown: no markup, no comments, single spaces."""
    if not MARKUP.isdisjoint(markdown):
        text = without_comments(markdown)
        markdown = text if MARKUP.isdisjoint(text) else "".join(_visible(text))
    return " ".join(markdown.split())


def _visible(text: str) -> list[str]:
    safe = text.encode("utf-8", "replace").decode()
    # As a heading: there a line is inline text only, never a list or a comment block.
    events: list[Any] = list(pyromark.events("# " + safe.replace("\n", " ")))
    return [
        event[kind]
        for event in events
        if isinstance(event, dict)
        for kind in ("Text", "Code")
        if kind in event
    ]


def words_in(text: str) -> list[str]:
    """The words and numbers of a text, without case."""
    words: list[str] = WORD.findall(text.casefold())
    return words


def section_key(title: str) -> str:
    """What headings are compared by: plain text without case and without a final colon."""
    return plain_text(title).casefold().rstrip(": ")


def says_something(text: str) -> bool:
    """Whether there are words in a text: signs alone are markup that is left over."""
    return any(sign.isalnum() for sign in text)


def are_pictures(text: str) -> bool:
    """Whether a text is emoji, with the signs that join them."""
    if not text or text.isascii():
        return False
    from unicodedata import category  # for the few who decorate

    return {category(sign) for sign in text} <= {"So", "Sk", "Mn", "Cf"}
