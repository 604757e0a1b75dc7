"""Event format: day, place and group on one line, set off by bars."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.event_fields import has_stray_sign, is_one_group, with_bars
from ghapp.newsletter.events import Event, beside_links
from ghapp.newsletter.link import has_half_a_link
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

WRITTEN_SO = "Write an event as `* YYYY-MM-DD | City, CC | [Group](address)`."


def check(reading: Reading) -> Iterator[Problem]:
    """Find events whose line is anything but a list item of three fields between bars."""
    head = reading.change.head
    for listed in reading.added_events:
        number, event, line = listed.line, listed.event, head.line(listed.line)
        marker = line[: event.at].lstrip()
        if marker.startswith("#"):
            span = Span.within(number, line.index("#"), event.at)
            yield Problem(
                span, "An event is a list item, no heading.", Fix(span, reading.conventions.mark)
            )
        yield from _fields(reading, number, line, event)
        if event.is_whole and event.groups and not is_one_group(event):
            yield from _groups(reading, number, line, event.groups.at)


def _fields(reading: Reading, number: int, line: str, event: Event) -> Iterator[Problem]:
    written = line[event.at :].rstrip()
    span = Span.within(number, event.at, event.at + len(written))
    clean = with_bars(line, event)
    if not clean:
        yield Problem(span, reading.conventions.shown(WRITTEN_SO))
    elif clean != written:
        advisory = clean.replace(" ", "") == written.replace(" ", "")
        is_sure = bool(event.days.standard) and not has_stray_sign(event)
        fix = Fix(span, clean) if is_sure or not event.is_whole else None
        yield Problem(span, "Set the fields off with ` | `.", fix, advisory=advisory)


def _groups(reading: Reading, number: int, line: str, at: int) -> Iterator[Problem]:
    """Groups that are not linked, and what stands beside their links."""
    if not has_half_a_link(line[at:]) and number not in reading.change.head.links_by_line:
        span = Span.within(number, at, len(line.rstrip()))
        message = "Link the group that invites: `[Group](address)`."
        yield Problem(span, message, advisory=reading.is_in_print)
    for start, text in beside_links(reading.change.head, number, at):
        span = Span.within(number, start, start + len(text))
        message = "Only links to the groups stand after the second bar."
        yield Problem(span, message, advisory=True)


RULE = Rule(
    name="event-format",
    check=check,
    severity=Severity.WARNING,
    why="Readers scan the events by date and place, and tools read them.",
    section="Upcoming Events",
    bad="* 2026-08-27| Berlin, DE |[Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    good="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    loses=Loss.WORDS,
)
