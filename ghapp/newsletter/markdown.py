"""The Markdown parser's view of a text: comments, code and links, by exact byte ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pyromark

SURROGATES = re.compile("[\ud800-\udfff]")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)

# start, end, text start, text end, address start, address end (-1: none there), destination
LinkMark = tuple[int, int, int, int, int, int, str]


@dataclass(frozen=True, slots=True)
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
            reader.see(event, place["start"], place["end"])
    return Marks(tuple(reader.comments), tuple(reader.fences), tuple(reader.links))


class _Reader:
    """Collects the marks from the parser's events."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.comments: list[tuple[int, int]] = []
        self.fences: list[tuple[int, int]] = []
        self.links: list[LinkMark] = []
        self._html = -1  # the end of the HTML block that is being read
        self._open: list[list[Any]] = []  # links being read: [start, end, inner end, what]

    def see(self, event: dict[str, Any], start: int, end: int) -> None:
        """Take one event with its range."""
        if self._open and start > self._open[-1][0]:
            self._open[-1][2] = max(self._open[-1][2], end)
        for kind, what in event.items():
            if kind == "Start":
                self._begin(what, start, end)
            elif kind == "InlineHtml":
                self._comments_in(start, end)
            elif kind == "End" and what == "Link" and self._open:
                self._end_link()

    def _begin(self, what: Any, start: int, end: int) -> None:
        if what == "HtmlBlock":
            self._comments_in(start, end)
        elif isinstance(what, dict):
            if "Link" in what:
                self._open.append([start, end, start + 1, what["Link"]])
            elif "CodeBlock" in what and what["CodeBlock"] != "Indented":
                self._fence(start, end)

    def _comments_in(self, start: int, end: int) -> None:
        for match in COMMENT.finditer(self.source, start, end):
            self.comments.append(match.span())

    def _fence(self, start: int, end: int) -> None:
        block = self.source[start:end].rstrip()
        fence = block[:1]
        last = block.rsplit(b"\n", 1)[-1].strip()
        if b"\n" in block and len(last) >= 3 and not last.strip(fence):
            self.fences.append((start, end))

    def _end_link(self) -> None:
        start, end, inner, link = self._open.pop()
        if link["link_type"] in ("Autolink", "Email"):
            self.links.append((start, end, start + 1, end - 1, start + 1, end - 1, ""))
        elif link["link_type"] == "Inline":
            url_start, url_end = _address(self.source, inner, end)
            self.links.append((start, end, start + 1, inner, url_start, url_end, ""))
        else:
            self.links.append((start, end, start + 1, inner, -1, -1, link["dest_url"]))


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
