"""Event order: within a region, the events stand in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.event_blocks import EventRun, added_runs, event_blocks
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find added events that stand before an earlier one or behind a later one."""
    head, added = reading.change.head, reading.change.added_set
    for events in reading.touched_regions:
        starts = [one.event.days.start for one in events if one.event.days.start is not None]
        if any(one > other for one, other in pairwise(starts)):
            for run in added_runs(event_blocks(head, events, added)):
                yield from _misplaced(reading, run)
                yield from _mixed(head, run)


def _misplaced(reading: Reading, run: EventRun) -> Iterator[Problem]:
    """Events that belong elsewhere in their region."""
    for block in run.blocks if run.is_framed else ():
        place = ""
        if run.before and run.before.start > block.start:
            place = f"before the event on line {run.before.first}"
        elif run.behind and run.behind.start < block.start:
            place = f"after the event on line {run.behind.first}"
        if place:
            message = f"Events are sorted by date: this one belongs {place}."
            yield Problem(reading.whole_line(block.first), message)


def _mixed(head: Draft, run: EventRun) -> Iterator[Problem]:
    """Events that are out of order among themselves."""
    if run.in_order == run.blocks:
        return
    blocks = run.blocks
    lines = [line for one in run.in_order for line in head.lines[one.first - 1 : one.last]]
    fix = Fix(Span.of_lines(blocks[0].first, blocks[-1].last), "\n".join(lines) + "\n")
    wrong = next(one for one, other in pairwise(blocks) if one.start > other.start)
    span = Span.within(wrong.first, 0, len(head.line(wrong.first)))
    yield Problem(span, "Events are sorted by date.", fix)


RULE = Rule(
    name="event-order",
    check=check,
    severity=Severity.WARNING,
    why="Readers look for the next event, and stop where the dates are too late for them.",
    section="Upcoming Events",
    bad="* 2026-09-03 | Bern, CH | [Rust Bern](https://bern.example)\n"
    "    * [**Talks**](https://bern.example/1)\n"
    "* 2026-08-27 | Basel, CH | [Rust Basel](https://basel.example)\n"
    "    * [**Workshop**](https://basel.example/1)",
    good="* 2026-08-27 | Basel, CH | [Rust Basel](https://basel.example)\n"
    "    * [**Workshop**](https://basel.example/1)\n"
    "* 2026-09-03 | Bern, CH | [Rust Bern](https://bern.example)\n"
    "    * [**Talks**](https://bern.example/1)",
    until_print=True,
    explains=False,
)
