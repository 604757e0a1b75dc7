"""Event format: date, place and group on one line, the title in bold below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ghapp.newsletter.spans import Span
from ghapp.rules.rule import EVENTS, Fix, Problem, Reading, Rule, Severity

DATED = re.compile(
    r"[ \t]*[*+-][ \t]*(\d{4}-\d{2}-\d{2}(?:[ \t]*(?:-|–|—|to|and|&)[ \t]*\d{4}-\d{2}-\d{2})?)"
)
EVENT_LINE = re.compile(r"([ \t]*[*+-][ \t]*)(\d{4}-\d{2}-\d{2}.*)$")
NESTED = re.compile(r"([ \t]+[*+-][ \t]+)(.*)$")
PLAIN_LINK = re.compile(r"\[([^\[\]*]+)\](\([^()\s]+(?:\([^()\s]*\)[^()\s]*)*\))[ \t]*$")
OUTER_BOLD = re.compile(r"\*\*\[([^\[\]*]+)\](\([^()\s]+\))\*\*[ \t]*$")
BARS = re.compile(r"[ \t]*\|[ \t]*")


def check(reading: Reading) -> Iterator[Problem]:
    """Find event lines whose fields are not set off by ` | `, and titles that are not bold."""
    head = reading.change.head
    for number, line in reading.lines(EVENTS):
        match = EVENT_LINE.match(line)
        if match:
            yield from _bars(number, line, match)
            continue
        above = head.line(number - 1)
        nested = NESTED.match(line)
        if nested and DATED.match(above) and "|" in above:
            yield from _title(number, nested)


def _bars(number: int, line: str, match: re.Match[str]) -> Iterator[Problem]:
    fields = match[2]
    at = match.end(1)
    span = Span.within(number, at, len(line.rstrip()))
    if fields.count("|") < 2:
        message = "Write an event as `* YYYY-MM-DD | City, CC | [Group](address)`."
        yield Problem(span, message)
        return
    clean = BARS.sub(" | ", fields).strip().removesuffix(" |")
    if clean != fields.strip():
        yield Problem(span, "Set the fields off with ` | `.", Fix(span, clean))


def _title(number: int, nested: re.Match[str]) -> Iterator[Problem]:
    title, at = nested[2], nested.end(1)
    match = PLAIN_LINK.match(title) or OUTER_BOLD.match(title)
    if match:
        span = Span.within(number, at, at + len(title.rstrip()))
        bold = f"[**{match[1].strip()}**]{match[2]}"
        yield Problem(
            span, "The title of an event is bold: `[**Title**](address)`.", Fix(span, bold)
        )


RULE = Rule(
    name="event-format",
    check=check,
    severity=Severity.WARNING,
    why="Readers scan the events by date and place, and tools read them.",
    section="Upcoming Events",
    bad="* 2026-08-27| Berlin, DE |[Rust Berlin](https://berlin.example)\n"
    "    * [Rust and Tell](https://berlin.example/1)",
    good="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
)
