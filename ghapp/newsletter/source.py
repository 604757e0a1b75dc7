"""A text by its lines: where each byte that the Markdown parser names stands for a reader."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from ghapp.newsletter.spans import Span
from ghapp.records import cached_property


class Source:
    """A text as it came: joining `lines` with `ends` gives it back. Lines count from 1."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def pieces(self) -> list[str]:
        """The text between newlines, with the carriage returns."""
        pieces = self.text.split("\n")
        if pieces[-1] == "":
            pieces.pop()
        return pieces

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends: line number n is `lines[n - 1]`."""
        if "\r" not in self.text:
            return self.pieces
        return [piece.removesuffix("\r") for piece in self.pieces]

    @cached_property
    def ends(self) -> list[str]:
        """The end of each line: a newline, with a carriage return, or none for the last."""
        if "\r" in self.text:
            ends = ["\r\n" if piece.endswith("\r") else "\n" for piece in self.pieces]
        else:
            ends = ["\n"] * len(self.pieces)
        if ends and not self.text.endswith("\n"):
            ends[-1] = "\r" if self.pieces[-1].endswith("\r") else ""
        return ends

    def line(self, number: int) -> str:
        """The text of a line; empty beyond both ends of the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def slice(self, span: Span) -> str:
        r"""The text in a span, with "\\n" between lines."""
        if span.line == span.end_line:
            return self.line(span.line)[span.column - 1 : span.end_column - 1]
        first = self.line(span.line)[span.column - 1 :]
        middle = self.lines[span.line : span.end_line - 1]
        return "\n".join([first, *middle, self.line(span.end_line)[: span.end_column - 1]])

    @cached_property
    def byte_starts(self) -> list[int]:
        """The UTF-8 byte offset at which each piece begins, and that behind the last one."""
        raw = self.text.encode("utf-8", "surrogatepass")
        sizes = [len(piece) + 1 for piece in raw.split(b"\n")]
        return [0, *accumulate(sizes[: len(self.pieces)])]

    def line_of(self, byte: int) -> int:
        """The line (1-based) of a UTF-8 byte offset."""
        return min(bisect_right(self.byte_starts, byte), max(len(self.pieces), 1))

    def locate(self, byte: int) -> tuple[int, int]:
        """The line (1-based) and column (0-based, code points) of a UTF-8 byte offset."""
        line = self.line_of(byte)
        if not self.pieces:
            return line, 0
        column = byte - self.byte_starts[line - 1]
        piece = self.pieces[line - 1]
        if not piece.isascii():
            raw = piece.encode("utf-8", "surrogatepass")[:column]
            column = len(raw.decode("utf-8", "surrogatepass"))
        return line, min(column, len(piece))

    def span(self, start: int, end: int) -> Span:
        """The span between two UTF-8 byte offsets."""
        line, column = self.locate(start)
        end_line, end_column = self.locate(end)
        return Span(line, column + 1, end_line, end_column + 1)
