"""Event dates: real days, written one way, within the four weeks that an edition covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ghapp.newsletter.calendar import WEEK
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.days import Days
from ghapp.newsletter.template import EVENTS_WINDOW
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

HALF_A_YEAR = timedelta(weeks=26)


def check(reading: Reading) -> Iterator[Problem]:
    """Find dates of another form, of no calendar, and outside the edition's weeks."""
    edition = reading.day
    for listed in reading.added_events:
        written, days = listed.event.written_days, listed.event.days
        span = written.span(listed.line)
        if days.standard is None:
            if listed.event.is_whole:
                yield Problem(span, "Write the days as `YYYY-MM-DD` or `YYYY-MM-DD - YYYY-MM-DD`.")
        elif _is_turned(days):
            yield Problem(span, "The last day comes before the first one.")
        elif days.standard != written.text:
            message = f"Write the days as {code_span(days.standard)}."
            yield Problem(span, message, Fix(span, days.standard), advisory=reading.is_in_print)
        elif edition is not None and (outside := _outside(days, edition)):
            # What was let in on purpose stays in print; half a year away, it is a slip.
            advisory = _is_near(days, edition) if reading.is_in_print else _is_ahead(days, edition)
            yield Problem(span, outside, advisory=advisory)


def _is_turned(days: Days) -> bool:
    return days.start is not None and days.end is not None and days.end < days.start


def _outside(days: Days, edition: date) -> str:
    """Why an event does not belong into the edition of a day; empty if it does."""
    if days.start is None or days.end is None:
        return ""
    if days.end < edition:
        return (
            f"This event is over when the edition of {edition.isoformat()} appears:"
            " take it out, or correct its date."
        )
    last = edition + EVENTS_WINDOW
    if days.start > last:
        return (
            f"This edition lists events up to {last.isoformat()}:"
            " please add this one to a later draft."
        )
    return ""


def _is_ahead(days: Days, edition: date) -> bool:
    """Whether an event follows the last one listed soon: editors often let it in."""
    last = edition + EVENTS_WINDOW
    return days.start is not None and last < days.start <= last + WEEK


def _is_near(days: Days, edition: date) -> bool:
    """Whether days are less than half a year from the edition's."""
    if days.start is None or days.end is None:
        return False
    return edition - HALF_A_YEAR <= days.end and days.start <= edition + HALF_A_YEAR


RULE = Rule(
    name="event-date",
    check=check,
    severity=Severity.WARNING,
    why="Readers look for days that suit them, and cannot go to an event that is over.",
    section="Upcoming Events",
    bad="* 2026/08/27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    good="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    loses=Loss.WORDS,
    explains=False,
)
