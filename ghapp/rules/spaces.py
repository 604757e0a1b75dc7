"""Spaces: one after the bullet, none inside a link's edges, none between its two halves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ghapp.newsletter.spans import Span
from ghapp.rules.rule import LISTS, Fix, Problem, Reading, Rule, Severity

AFTER_BULLET = re.compile(r"[ \t]*[*+-]([ \t]{2,}|\t|(?=\[))(?=\S)")
HALVES = re.compile(r"(?<=\])([ \t]+)(?=\(<?https?://)")
INSIDE_TEXT = re.compile(r"^[ \t]+|[ \t]+$")
ADDRESS_EDGES = re.compile(
    r"(?<=\]\()([ \t]+)(?=\S)|(?<=\]\()(?:<?https?://[^\s()]+)([ \t]+)(?=\))"
)
PREFIX_GAP = re.compile(r"(?<=\])([ \t]{2,}|)(?=\[)")


def check(reading: Reading) -> Iterator[Problem]:
    """Find spaces that are missing or too many."""
    for number, line in reading.lines(LISTS):
        match = AFTER_BULLET.match(line)
        if match:
            span = Span.within(number, *match.span(1))
            yield Problem(span, "One space after the bullet.", Fix(span, " "))
        if "](" not in line and "] " not in line and "\t" not in line:
            continue
        for match in HALVES.finditer(line):
            span = Span.within(number, *match.span(1))
            yield Problem(span, "No space between `]` and `(`: it is no link so.", Fix(span, ""))
        for match in ADDRESS_EDGES.finditer(line):
            span = Span.within(number, *match.span(1 if match[1] else 2))
            yield Problem(span, "No space around the address.", Fix(span, ""))
    for link in reading.links(LISTS):
        if link.span.line == link.span.end_line:
            yield from _inside(link.text, link.text_span)


def _inside(text: str, span: Span) -> Iterator[Problem]:
    if not text.strip():
        return
    for match in INSIDE_TEXT.finditer(text):
        start = span.column - 1 + match.start()
        edge = Span.within(span.line, start, start + len(match[0]))
        yield Problem(edge, "No space at the edges of a link's text.", Fix(edge, ""))


RULE = Rule(
    name="spaces",
    check=check,
    severity=Severity.WARNING,
    why="Readers see the space: underlined at the edge of a link, or as a link that is none.",
    bad="*  [ Post] (https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
)
