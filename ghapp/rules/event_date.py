"""Event dates: real days, written one way, within the four weeks that an edition covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ghapp.newsletter.calendar import WEEK
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.events import Event
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import EVENTS_WINDOW
from ghapp.rules.listed import added_events
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find dates of another form, of no calendar, and outside the edition's weeks."""
    issue = reading.context.layout.day_of_draft(reading.change.path)
    for listed in added_events(reading):
        number, event = listed.line, listed.event
        span = Span.within(number, event.days_at, event.days_at + len(event.days))
        if event.standard_days is None:
            yield Problem(span, "Write the days as `YYYY-MM-DD` or `YYYY-MM-DD - YYYY-MM-DD`.")
        elif event.standard_days != event.days:
            message = f"Write the days as {code_span(event.standard_days)}."
            yield Problem(span, message, Fix(span, event.standard_days))
        elif issue is not None and (outside := _outside(event, issue)):
            yield Problem(span, outside, advisory=_is_soon(event, issue))


def _outside(event: Event, issue: date) -> str:
    """Why an event does not belong into the edition of a day; empty if it does."""
    if event.start is None or event.end is None:
        return ""
    if event.end < event.start:
        return "The last day comes before the first one."
    if event.end < issue:
        return f"This event is over when the edition of {issue.isoformat()} appears."
    last = issue + EVENTS_WINDOW
    if event.start > last:
        return (
            f"This edition lists events up to {last.isoformat()}:"
            " please add this one to a later draft."
        )
    return ""


def _is_soon(event: Event, issue: date) -> bool:
    """Whether an event follows in the week after the last one listed: editors often let it in."""
    last = issue + EVENTS_WINDOW
    return event.start is not None and last < event.start <= last + WEEK


RULE = Rule(
    name="event-date",
    check=check,
    severity=Severity.WARNING,
    why="Readers sort the list by day in their heads, and cannot go to an event that is over.",
    section="Upcoming Events",
    bad="* 2026/08/27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    good="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    loses=Loss.WORDS,
)
