"""What a line says between its bars: events and calls are written in fields."""

from __future__ import annotations

from collections import namedtuple

from ghapp.newsletter.spans import Span


class Field(namedtuple("Field", ("text", "at"))):
    """A stretch of a line between two bars, without the spaces around it; `at` counts from 0."""

    text: str
    at: int

    __slots__ = ()

    def span(self, line: int) -> Span:
        """Where it stands, on this line of a draft."""
        return Span.within(line, self.at, self.at + len(self.text))


def fields_in(line: str, start: int, end: int) -> list[Field]:
    """The fields between two offsets of a line; empty ones are none."""
    found = []
    for text in line[start:end].split("|"):
        stripped = text.strip()
        if stripped:
            found.append(Field(stripped, start + len(text) - len(text.lstrip())))
        start += len(text) + 1
    return found
