"""Closed calls: a call that is over when the edition appears is no call any more."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import WEEK
from ghapp.newsletter.calls import call_of, days_in
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

PLACES = (SectionKind.CFP_EVENTS,)


def check(reading: Reading) -> Iterator[Problem]:
    """Find calls that close before the edition's date, or that are closed today."""
    appears = _appears(reading)
    for number, line in reading.lines(PLACES):
        call = call_of(line) if "|" in line and appears else None
        days = days_in(call.closes.text) if call else []
        if call and days and appears and days[-1][2] < appears:
            span = Span.within(number, call.closes.at, call.closes.at + len(call.closes.text))
            closed = days[-1][2].isoformat()
            message = (
                f"This call closes on {closed}, before the edition appears. Is the date right?"
            )
            yield Problem(span, message)


def _appears(reading: Reading) -> date | None:
    """When readers see a draft: on its day, or today when it is late; an old draft was seen."""
    today = reading.context.today
    issue = reading.context.layout.day_of_draft(reading.change.path)
    if issue is None or today is None:
        return issue or today
    return today if issue < today < issue + WEEK else issue


RULE = Rule(
    name="cfp-past",
    check=check,
    severity=Severity.WARNING,
    why="Nobody can answer a call that is closed.",
    section="CFP - Events",
    bad="* [**Crab Days**](https://crab.example/cfp) | Closes 2026-08-01 | Bern, CH | 2026-12-01",
    good="* [**Crab Days**](https://crab.example/cfp) | Closes 2026-09-30 | Bern, CH | 2026-12-01",
)
