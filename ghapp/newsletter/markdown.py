"""The Markdown parser's view of a text: comments, code and links, by exact byte ranges."""

from __future__ import annotations

from collections.abc import Iterator

import pyromark

from ghapp.newsletter.patterns import pattern
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SURROGATES = pattern("[\ud800-\udfff]")

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
    source = _encoded(text)
    safe = text if len(source) == len(text) else source.decode()
    comments: list[tuple[int, int]] = []
    fences: list[tuple[int, int]] = []
    links: list[LinkMark] = []
    inner = 0  # where the last thing inside a link's text ended
    began: tuple[Any, Any] | None = None  # a link: where it stands, and what it leads to
    event: Any
    for event, place in pyromark.events_with_range(safe, merge_text=False):
        if type(event) is not dict:
            continue
        if "Text" in event:  # two in five events, so told apart first
            inner = place["end"]
        elif "Start" in event:
            what = event["Start"]
            if type(what) is dict:
                if "Link" in what:
                    began, inner = (place, what["Link"]), place["start"] + 1
                elif what.get("CodeBlock", "Indented") != "Indented":
                    fences.extend(_fence(source, place["start"], place["end"]))
            elif what == "HtmlBlock":
                comments.extend(_comments(source, place["start"], place["end"]))
        elif "End" in event:
            if event["End"] == "Link" and began is not None:
                links.append(_link(source, *began, inner))
                began = None
            else:
                inner = place["end"]
        else:
            inner = place["end"]
            if "InlineHtml" in event:
                comments.extend(_comments(source, place["start"], place["end"]))
    return Marks(tuple(comments), tuple(fences), tuple(links))


def read_addresses(text: str) -> Iterator[str]:
    """Where the links of a text lead, without their places: a third of the time."""
    safe = text if text.isascii() else _encoded(text).decode()
    event: Any
    for event in pyromark.events(safe, merge_text=False):
        if type(event) is dict:
            start = event.get("Start")
            if type(start) is dict and "Link" in start:
                yield start["Link"]["dest_url"]


def _encoded(text: str) -> bytes:
    """A text in UTF-8, with U+FFFD for lone surrogates: it is as long, and the parser takes it."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return SURROGATES.sub("\ufffd", text).encode()


def _comments(source: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """The comments in a stretch of HTML."""
    while (start := source.find(b"<!--", at, end)) >= 0:
        closing = source.find(b"-->", start + 4, end)
        if closing < 0:
            break
        at = closing + 3
        yield start, at


def _fence(source: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A fenced code block, if it is closed."""
    block = source[start:end].rstrip()
    last = block.rsplit(b"\n", 1)[-1].strip()
    if b"\n" in block and len(last) >= 3 and not last.strip(block[:1]):
        yield start, end


def _link(source: bytes, place: Any, link: Any, inner: int) -> LinkMark:
    start, end, kind = place["start"], place["end"], link["link_type"]
    if kind == "Inline":
        url_start, url_end = _address(source, inner, end)
        return start, end, start + 1, inner, url_start, url_end, ""
    if kind in ("Autolink", "Email"):
        return start, end, start + 1, end - 1, start + 1, end - 1, ""
    return start, end, start + 1, inner, -1, -1, link["dest_url"]


def _address(source: bytes, inner: int, end: int) -> tuple[int, int]:
    """Where the address stands in `](address "title")`, the source from `inner` to `end`."""
    inside = source[inner + 2 : end - 1]
    offset = end - 1 - len(inside.lstrip())
    if inside.startswith(b"<", offset - inner - 2):
        return offset + 1, source.find(b">", offset)
    words = inside.split(maxsplit=1)
    return offset, offset + (len(words[0]) if words else 0)
