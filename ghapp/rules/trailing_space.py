"""Trailing space: nothing stands behind the last character of a line."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

WHITE = " \t\u00a0\u200b\ufeff"


def check(reading: Reading) -> Iterator[Problem]:
    """Find white space at the end of lines that are not blank."""
    for number, line in reading.lines(LISTS):
        if line[-1:] in WHITE:
            end = len(line.rstrip(WHITE))
            if 0 < end < len(line):
                span = Span.within(number, end, len(line))
                yield Problem(span, "No white space at the end of the line.", Fix(span, ""))


RULE = Rule(
    name="trailing-space",
    check=check,
    severity=Severity.NOTICE,
    why="Two spaces at the end of a line are a line break in Markdown; one is noise in every diff.",
    bad="* [Post](https://blog.example/post)  ",
    good="* [Post](https://blog.example/post)",
)
