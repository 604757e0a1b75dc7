"""Blank lines: the submissions of a section stand close together."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.spans import Span
from ghapp.rules.rule import SUBMISSIONS, Fix, Problem, Reading, Rule, Severity


def check(reading: Reading) -> Iterator[Problem]:
    """Find added blank lines between two items, or between a heading and the first one."""
    head = reading.change.head
    for number, line in reading.lines(SUBMISSIONS):
        if line.strip():
            continue
        above, below = head.line(number - 1), head.line(number + 1)
        if below.startswith("* ") and above.startswith(("* ", "    * ")):
            span = Span.of_lines(number, number)
            message = "No blank line between two submissions; the editors take it out."
            yield Problem(span, message, Fix(span, ""))


RULE = Rule(
    name="blank-line",
    check=check,
    severity=Severity.NOTICE,
    why="A blank line between items makes the list loose: the site gives each a paragraph.",
    base="* [One](https://blog.example/1)",
    bad="* [One](https://blog.example/1)\n\n* [Two](https://blog.example/2)",
    good="* [One](https://blog.example/1)\n* [Two](https://blog.example/2)",
)
