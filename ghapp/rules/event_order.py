"""Event order: within a region, the events stand in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, zip_longest

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.events import ListedEvent
from ghapp.newsletter.spans import Span
from ghapp.records import record
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


@record
class _Block:
    """An event with what hangs below it."""

    first: int
    last: int
    start: date
    added: bool  # with every line of it


def check(reading: Reading) -> Iterator[Problem]:
    """Find added events that stand before an earlier one or behind a later one."""
    for events in reading.touched_regions:
        starts = [one.event.days.start for one in events if one.event.days.start is not None]
        if any(one > other for one, other in pairwise(starts)):
            yield from _in_region(reading.change.head, _blocks(reading, events))


def _blocks(reading: Reading, events: list[ListedEvent]) -> list[_Block]:
    """The events of a region with the indented lines below each."""
    head, added = reading.change.head, reading.change.added_set
    blocks: list[_Block] = []
    for listed, following in zip_longest(events, events[1:]):
        last = listed.line
        until = following.line if following else len(head.lines) + 1
        while last + 1 < until and head.line(last + 1).startswith((" ", "\t")):
            last += 1
        new = all(line in added for line in range(listed.line, last + 1))
        if listed.event.days.start is not None:
            blocks.append(_Block(listed.line, last, listed.event.days.start, new))
    return blocks


def _in_region(head: Draft, blocks: list[_Block]) -> Iterator[Problem]:
    """The added events that are out of order, a run of them next to each other at a time."""
    run: list[_Block] = []
    before: _Block | None = None
    for block in [*blocks, None]:
        if block is not None and block.added and (not run or block.first == run[-1].last + 1):
            run.append(block)
            continue
        if run:
            yield from _in_run(head, run, before, block)
            before = run[-1]
        run = [block] if block is not None and block.added else []
        before = block if block is not None and not block.added else before


def _in_run(
    head: Draft, run: list[_Block], before: _Block | None, after: _Block | None
) -> Iterator[Problem]:
    if before is not None and after is not None and before.start > after.start:
        before = after = None  # its neighbours say nothing: one of them is out of order itself
    for block in run:
        place = ""
        if before is not None and before.start > block.start:
            place = f"before the event on line {before.first}"
        elif after is not None and after.start < block.start:
            place = f"behind the event on line {after.first}"
        if place:
            span = Span.within(block.first, 0, len(head.line(block.first)))
            yield Problem(span, f"Events are sorted by date: this one belongs {place}.")
    ordered = sorted(run, key=lambda block: block.start)
    if ordered != run:
        whole = Span.of_lines(run[0].first, run[-1].last)
        lines = [line for block in ordered for line in head.lines[block.first - 1 : block.last]]
        wrong = next(one for one, other in pairwise(run) if one.start > other.start)
        span = Span.within(wrong.first, 0, len(head.line(wrong.first)))
        fix = Fix(whole, "\n".join(lines) + "\n")
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
)
