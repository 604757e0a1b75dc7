"""The Markdown parser's view of a text: comments, code and links, by exact byte ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyromark

from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SURROGATES = re.compile("[\ud800-\udfff]")

# start, end, text start, text end, address start, address end (-1: none there), destination
LinkMark = tuple[int, int, int, int, int, int, str]


@record
class Marks:
    """What was found, as UTF-8 byte offsets, ends exclusive."""

    comments: tuple[tuple[int, int], ...]
    fences: tuple[tuple[int, int], ...]  # closed fenced code blocks
    links: tuple[LinkMark, ...]


def read_marks(text: str) -> Marks:
    """Parse a text as CommonMark (GitHub's own flavour, as far as the newsletter uses it)."""
    # The parser takes no lone surrogates; U+FFFD is as long in bytes and in code points.
    safe = text if text.isascii() else SURROGATES.sub("\ufffd", text)
    source = safe.encode()
    reader = _Reader(source)
    event: Any
    for event, place in pyromark.events_with_range(safe):
        if type(event) is dict:
            kind, what = next(iter(event.items()))
            if kind == "Text":  # two in five events, so told apart first
                reader.inner = place["end"]
            elif kind == "Start":
                reader.begin(what, place)
            elif kind == "End":
                reader.end(what, place["end"])
            elif kind == "InlineHtml":
                reader.inner = place["end"]
                reader.find_comments(place)
            else:
                reader.inner = place["end"]
    return Marks(tuple(reader.comments), tuple(reader.fences), tuple(reader.links))


def read_addresses(text: str) -> Iterator[str]:
    """Where the links of a text lead, without their places: a third of the time."""
    safe = text if text.isascii() else SURROGATES.sub("\ufffd", text)
    event: Any
    for event in pyromark.events(safe, merge_text=False):
        if type(event) is dict:
            start = event.get("Start")
            if type(start) is dict and "Link" in start:
                yield start["Link"]["dest_url"]


class _Reader:
    """Collects the marks from the parser's events."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.comments: list[tuple[int, int]] = []
        self.fences: list[tuple[int, int]] = []
        self.links: list[LinkMark] = []
        self.inner = 0  # where the last thing inside a link's text ended
        self._link: tuple[int, int, Any] | None = None  # start, end and what it leads to

    def begin(self, what: Any, place: Any) -> None:
        """Take the beginning of a block or of something inline."""
        if what == "HtmlBlock":
            self.find_comments(place)
        elif type(what) is dict:
            link = what.get("Link")
            if link is not None:
                self._link = place["start"], place["end"], link
                self.inner = place["start"] + 1
            elif what.get("CodeBlock", "Indented") != "Indented":
                self._fence(place["start"], place["end"])

    def end(self, what: Any, end: int) -> None:
        """Take the end of something."""
        if what == "Link" and self._link is not None:
            self.links.append(self._mark(*self._link))
            self._link = None
        else:
            self.inner = end

    def find_comments(self, place: Any) -> None:
        """Look for comments in a stretch of HTML."""
        at, end = place["start"], place["end"]
        while (start := self.source.find(b"<!--", at, end)) >= 0:
            closing = self.source.find(b"-->", start + 4, end)
            if closing < 0:
                break
            at = closing + 3
            self.comments.append((start, at))

    def _fence(self, start: int, end: int) -> None:
        block = self.source[start:end].rstrip()
        fence = block[:1]
        last = block.rsplit(b"\n", 1)[-1].strip()
        if b"\n" in block and len(last) >= 3 and not last.strip(fence):
            self.fences.append((start, end))

    def _mark(self, start: int, end: int, link: Any) -> LinkMark:
        kind = link["link_type"]
        if kind == "Inline":
            url_start, url_end = _address(self.source, self.inner, end)
            return start, end, start + 1, self.inner, url_start, url_end, ""
        if kind in ("Autolink", "Email"):
            return start, end, start + 1, end - 1, start + 1, end - 1, ""
        return start, end, start + 1, self.inner, -1, -1, link["dest_url"]


def _address(source: bytes, inner: int, end: int) -> tuple[int, int]:
    """Where the address stands in `](address "title")`, the source from `inner` to `end`."""
    tail = source[inner:end]
    offset = inner + 2
    inside = tail[2:-1]
    stripped = inside.lstrip()
    offset += len(inside) - len(stripped)
    if stripped.startswith(b"<"):
        closing = stripped.find(b">")
        return offset + 1, offset + closing
    words = stripped.split(maxsplit=1)
    return offset, offset + (len(words[0]) if words else 0)
