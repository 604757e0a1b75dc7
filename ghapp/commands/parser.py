"""Commands in a comment: the lines that call one, as GitHub shows them, and no others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pyromark

from ghapp.commands.nearness import distance, nearest
from ghapp.newsletter.markdown import SURROGATES

GITHUBS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_GFM
)
COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
LINE_END = re.compile(rb"[\r\n]")
TAG = re.compile(rb"<(/?)([a-z]+)", re.IGNORECASE)
# What stands within these is quoted, hidden or struck out; a blank line does not end them.
ENCLOSING = frozenset(
    {b"blockquote", b"code", b"del", b"details", b"ol", b"pre", b"q", b"s", b"strike", b"table"}
    | {b"ul"}
)
SHORT = 4  # other bots have commands too: a short word is a misspelling only by one letter


@dataclass(frozen=True, slots=True)
class Written:
    """A line that calls a command."""

    word: str  # as it was written, without the slash
    arguments: str
    nearest: str = ""  # the command of the nearest name, where there is none of this one

    @property
    def name(self) -> str:
        """The word in the form in which commands are named."""
        return self.word.casefold()


def parse(body: str, slug: str, names: Collection[str]) -> list[Written]:
    """The lines of a comment that call a command, in order.

    Args:
        body: the comment, as a stranger may have written it.
        slug: the app's: `@slug name` is another way to write `/name`.
        names: those of the commands there are.

    Returns:
        Known commands and misspelt ones. `/word` is one only if it is near a name.

    """
    called = (_called(line, slug, names) for line in _lines(body))
    return [one for one in called if one is not None]


def _called(line: str, slug: str, names: Collection[str]) -> Written | None:
    word, _, rest = line.partition(" ")
    addressed = word.rstrip(":,").casefold().removesuffix("[bot]")
    is_addressed = addressed == f"@{slug}".casefold()
    if is_addressed:
        word, _, rest = rest.strip().partition(" ")
    elif not word.startswith("/"):
        return None
    word = word.removeprefix("/")
    if not word or word.casefold() in names:
        return Written(word, rest.strip()) if word else None
    name = nearest(word.casefold(), names)
    if not is_addressed and distance(word.casefold(), name) > (1 if len(word) <= SHORT else 2):
        return None
    return Written(word, rest.strip(), nearest=name)


def _lines(body: str) -> Iterator[str]:
    """The lines that stand as plain text in paragraphs of the comment itself.

    Each is given with single spaces, and without HTML comments.
    """
    # The parser takes no lone surrogates.
    safe = SURROGATES.sub("\ufffd", body)
    source = bytearray(safe.encode())
    for start in _starts(safe, source):
        end = LINE_END.search(source, start)
        line = source[start : end.start() if end else len(source)]
        yield " ".join(line.decode().split())


def _starts(safe: str, source: bytearray) -> list[int]:
    """Where plain lines begin, as byte offsets; comments are blanked out in the source."""
    starts: list[int] = []
    depth, in_paragraph, is_first = 0, False, False
    open_tags: list[bytes] = []
    event: Any
    for event, place in pyromark.events_with_range(safe, options=GITHUBS):
        start, end = place["start"], place["end"]
        kind = next(iter(event)) if isinstance(event, dict) else event
        if kind == "Text" and is_first and not open_tags and _begins_line(source, start):
            starts.append(start)
        if kind == "Start":
            depth += 1
            in_paragraph = event[kind] == "Paragraph" if depth == 1 else in_paragraph
        if kind == "InlineHtml" or (kind == "Start" and event[kind] == "HtmlBlock"):
            _follow(source, start, end, open_tags)
        if kind == "End":
            depth -= 1
        is_first = depth == 1 and in_paragraph and kind in ("Start", "SoftBreak", "HardBreak")
    return starts


def _begins_line(source: bytearray, start: int) -> bool:
    """Whether nothing but spaces stands before a text in its line: no backslash, say."""
    line = max(source.rfind(end, 0, start) for end in (b"\n", b"\r")) + 1
    return not source[line:start].strip()


def _follow(source: bytearray, start: int, end: int, open_tags: list[bytes]) -> None:
    """Follow which elements of a stretch of HTML stay open, and blank out its comments."""
    html = COMMENT.sub(lambda found: b" " * len(found[0]), bytes(source[start:end]))
    source[start:end] = html
    for is_end, tag in TAG.findall(html):
        name = tag.lower()
        if name not in ENCLOSING:
            continue
        if not is_end:
            open_tags.append(name)
        elif name in open_tags:
            del open_tags[len(open_tags) - 1 - open_tags[::-1].index(name) :]
