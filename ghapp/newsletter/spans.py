"""Where something stands in a draft, counted as people count: lines and columns from 1."""

from __future__ import annotations

from collections import namedtuple


class Span(namedtuple("Span", ("line", "column", "end_line", "end_column"))):
    """A stretch of text: 1-based lines, 1-based columns in code points, `end_column` exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    __slots__ = ()

    @classmethod
    def within(cls, line: int, start: int, end: int) -> Span:
        """The span of `text[start:end]` in a line (0-based offsets, as Python slices)."""
        return cls(line, start + 1, line, end + 1)

    @classmethod
    def of_lines(cls, line: int, end_line: int) -> Span:
        """The span of whole lines with their line ends, both lines included."""
        return cls(line, 1, end_line + 1, 1)

    @property
    def last_line(self) -> int:
        """The last line that the span has text on."""
        if self.end_column == 1 and self.end_line > self.line:
            return self.end_line - 1
        return self.end_line

    def holds(self, other: Span) -> bool:
        """Whether another one lies in it."""
        starts = (self.line, self.column) <= (other.line, other.column)
        return starts and (other.end_line, other.end_column) <= (self.end_line, self.end_column)

    def overlaps(self, other: Span) -> bool:
        """Whether both change the same place; two insertions at one place do."""
        mine = (self.line, self.column), (self.end_line, self.end_column)
        theirs = (other.line, other.column), (other.end_line, other.end_column)
        if mine == theirs:
            return True
        return mine[0] < theirs[1] and theirs[0] < mine[1]
