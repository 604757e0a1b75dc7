"""A corrected line among its neighbours: the paragraph, the section and the file around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from print_truth import Correction
from rendered import Node, page

URL = re.compile(r"https?://[^\s)\]>\"]+")
DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")


@dataclass(frozen=True)
class Surrounded:
    """A correction, the file that it was made in, and the template of that time."""

    correction: Correction
    lines: Sequence[str]
    template: frozenset[str]

    @property
    def old(self) -> str:
        """The line as it was printed."""
        return self.correction.old

    @property
    def new(self) -> str:
        """The line as it was corrected; empty if it was taken out."""
        return self.correction.new or ""

    @property
    def twins(self) -> list[int]:
        """The other lines that say the same or lead to one of the same pages."""
        pages = set(URL.findall(self.old))
        return [
            number
            for number, line in enumerate(self.lines, 1)
            if number != self.correction.line
            and (line == self.old or pages & set(URL.findall(line)))
        ]

    @property
    def is_hidden(self) -> bool:
        """Whether it stands in a comment that began on a line above."""
        above = "\n".join(self.lines[: self.correction.line - 1])
        return above.rfind("<!--") > above.rfind("-->")

    @property
    def section(self) -> Sequence[str]:
        """The lines below the heading above it, up to the next one that is not below that."""
        first = last = self.correction.line - 1
        while first > 0 and not self.lines[first].startswith("#"):
            first -= 1
        level = _level(self.lines[first])
        while last + 1 < len(self.lines) and not 0 < _level(self.lines[last + 1]) <= level:
            last += 1
        return self.lines[first : last + 1]

    @property
    def before(self) -> Node:
        """What the site made of the paragraph or list that the line stands in."""
        return page("\n".join([*self._above, self.old, *self._below, *self._definitions]))

    @property
    def after(self) -> Node:
        """What it makes of it since."""
        return page("\n".join([*self._above, self.new, *self._below, *self._definitions]))

    @property
    def _above(self) -> list[str]:
        at = first = self.correction.line - 1
        while first > 0 and self.lines[first - 1].strip():
            first -= 1
        return list(self.lines[first:at])

    @property
    def _below(self) -> list[str]:
        at = last = self.correction.line
        while last < len(self.lines) and self.lines[last].strip():
            last += 1
        return list(self.lines[at:last])

    @property
    def _definitions(self) -> list[str]:
        found = [line for line in self.lines if DEFINITION.match(line)]
        return ["", *(line for line in found if line not in (self.old, self.new))]

    @property
    def is_last_of_paragraph(self) -> bool:
        """Whether nothing follows in the same paragraph."""
        return not self._below


def _level(line: str) -> int:
    return len(line) - len(line.lstrip("#"))
