"""One file of the newsletter, read without losing a byte: lines, headings, sections and links."""

from __future__ import annotations

from bisect import bisect_right
from collections import namedtuple
from collections.abc import Iterator
from functools import cached_property

from ghapp.newsletter.markdown import LinkMark, Marks, read_marks
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import plain_text, section_key
from ghapp.newsletter.spans import Span
from ghapp.records import record

HEADING = pattern(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
ITEM = pattern(r"([ \t]*)([*+-])([ \t]+)(?=\S)")
FRONT_MATTER = pattern(r"([A-Za-z][A-Za-z-]*):[ \t]*(.*)$")


@record
class Heading:
    """A heading line; `title` is its plain text, `key` what headings are compared by."""

    line: int
    level: int
    title: str
    key: str


class Link(namedtuple("Link", ("span", "text", "text_span", "url", "url_span"))):
    """A Markdown link with exact places; `url` and `url_span` are as written in the source."""

    span: Span
    text: str
    text_span: Span
    url: str
    url_span: Span | None  # None where the address stands elsewhere (reference links)

    __slots__ = ()

    @property
    def line(self) -> int:
        """The line that the link begins on."""
        return self.span.line


class Draft:
    """A draft, an edition or the template, as text; lines count from 1.

    Reading never fails, whatever the text, and `text` is kept as it came: joining `lines` with
    `ends` gives it back.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _pieces(self) -> list[str]:
        pieces = self.text.split("\n")
        if pieces[-1] == "":
            pieces.pop()
        return pieces

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends: line number n is `lines[n - 1]`."""
        if "\r" not in self.text:
            return self._pieces
        return [piece.removesuffix("\r") for piece in self._pieces]

    @cached_property
    def ends(self) -> list[str]:
        """The end of each line: a newline, with a carriage return, or none for the last."""
        ends = ["\r\n" if piece.endswith("\r") else "\n" for piece in self._pieces]
        if ends and not self.text.endswith("\n"):
            ends[-1] = "\r" if self._pieces[-1].endswith("\r") else ""
        return ends

    def line(self, number: int) -> str:
        """The text of a line; empty beyond both ends of the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @cached_property
    def front_matter(self) -> dict[str, tuple[int, str]]:
        """The fields above the first blank line: name -> (line, value)."""
        fields: dict[str, tuple[int, str]] = {}
        for number, line in enumerate(self.lines, 1):
            match = FRONT_MATTER.match(line)
            if match is None:
                break
            fields[match[1]] = (number, match[2].strip())
        return fields

    @cached_property
    def marks(self) -> Marks:
        """What the Markdown parser found: comments, code and links by byte."""
        return read_marks(self.text)

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The lines that begin inside a comment or a fenced code block: nothing there counts."""
        hidden: set[int] = set()
        for start, end in (*self.marks.comments, *self.marks.fences):
            first, last = self.locate(start), self.locate(max(start, end - 1))
            hidden.update(range(first[0] + (first[1] > 0), last[0] + 1))
        return frozenset(hidden)

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings a reader sees, in order, at any level."""
        found = []
        for number, line in enumerate(self.lines, 1):
            if "#" not in line:
                continue
            match = HEADING.match(line)
            if match and number not in self.hidden:
                title = plain_text(match[2] or "")
                found.append(Heading(number, len(match[1]), title, section_key(title)))
        return found

    @cached_property
    def _heading_lines(self) -> list[int]:
        return [heading.line for heading in self.headings]

    def headings_above(self, line: int) -> Iterator[Heading]:
        """The headings at or above a line, nearest first."""
        at = bisect_right(self._heading_lines, line)
        for position in range(at - 1, -1, -1):
            yield self.headings[position]

    @cached_property
    def links(self) -> list[Link]:
        """Every link that renders as one, outside comments and code, in order."""
        return [self._link(mark) for mark in self.marks.links]

    @cached_property
    def links_by_line(self) -> dict[int, list[Link]]:
        """The links that begin on each line."""
        by_line: dict[int, list[Link]] = {}
        for link in self.links:
            by_line.setdefault(link.span.line, []).append(link)
        return by_line

    def _link(self, mark: LinkMark) -> Link:
        start, end, text_start, text_end, url_start, url_end, destination = mark
        index = bisect_right(self._byte_starts, start) - 1
        begin, piece = self._byte_starts[index], self._pieces[index]
        if end - begin <= len(piece) and piece.isascii():  # nearly all: bytes are columns
            line = index + 1
            span = Span(line, start - begin + 1, line, end - begin + 1)
            text_span = Span(line, text_start - begin + 1, line, text_end - begin + 1)
            text = piece[text_start - begin : text_end - begin]
            if url_start < 0:
                return Link(span, text, text_span, destination, None)
            url_span = Span(line, url_start - begin + 1, line, url_end - begin + 1)
            return Link(span, text, text_span, piece[url_start - begin : url_end - begin], url_span)
        text_span = self._span(text_start, text_end)
        span, text = self._span(start, end), self.slice(text_span)
        if url_start < 0:
            return Link(span, text, text_span, destination, None)
        url_span = self._span(url_start, url_end)
        return Link(span, text, text_span, self.slice(url_span), url_span)

    def slice(self, span: Span) -> str:
        r"""The text in a span, with "\\n" between lines."""
        if span.line == span.end_line:
            return self.line(span.line)[span.column - 1 : span.end_column - 1]
        first = self.line(span.line)[span.column - 1 :]
        middle = self.lines[span.line : span.end_line - 1]
        return "\n".join([first, *middle, self.line(span.end_line)[: span.end_column - 1]])

    def _span(self, start: int, end: int) -> Span:
        line, column = self.locate(start)
        end_line, end_column = self.locate(end)
        return Span(line, column + 1, end_line, end_column + 1)

    @cached_property
    def _byte_starts(self) -> list[int]:
        starts, at = [], 0
        ascii_only = self.text.isascii()
        for piece in self._pieces:
            starts.append(at)
            at += 1 + (len(piece) if ascii_only else len(piece.encode("utf-8", "surrogatepass")))
        starts.append(at)
        return starts

    def locate(self, byte: int) -> tuple[int, int]:
        """The line (1-based) and column (0-based, code points) of a UTF-8 byte offset."""
        index = min(bisect_right(self._byte_starts, byte) - 1, max(len(self._pieces) - 1, 0))
        if not self._pieces:
            return 1, 0
        column = byte - self._byte_starts[index]
        piece = self._pieces[index]
        if not piece.isascii():
            raw = piece.encode("utf-8", "surrogatepass")[:column]
            column = len(raw.decode("utf-8", "surrogatepass"))
        return index + 1, min(column, len(piece))
