"""Closed calls: a call that is over when the edition appears is no call any more."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calls import call_of, days_in
from ghapp.newsletter.roles import Role
from ghapp.newsletter.spans import Span
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Problem, Rule, Severity

PLACES = (Role.CFP_EVENTS,)


def check(reading: Reading) -> Iterator[Problem]:
    """Find calls that close before the edition's date, or that are closed today."""
    issue = reading.context.layout.day_of_draft(reading.change.path)
    today = reading.context.today
    known = [day for day in (issue, today) if day is not None]
    for number, line in reading.lines(PLACES):
        call = call_of(line) if "|" in line and known else None
        days = days_in(call.closes.text) if call else []
        if call and days and days[-1][2] < max(known):
            span = Span.within(number, call.closes.at, call.closes.at + len(call.closes.text))
            closed = days[-1][2].isoformat()
            message = (
                f"This call closes on {closed}, before the edition appears. Is the date right?"
            )
            yield Problem(span, message)


RULE = Rule(
    name="cfp-past",
    check=check,
    severity=Severity.WARNING,
    why="Nobody can answer a call that is closed.",
    section="CFP - Events",
    bad="* [**Crab Days**](https://crab.example/cfp) | Closes 2026-08-01 | Bern, CH | 2026-12-01",
    good="* [**Crab Days**](https://crab.example/cfp) | Closes 2026-09-30 | Bern, CH | 2026-12-01",
)
