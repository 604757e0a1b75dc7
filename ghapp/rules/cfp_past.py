"""Closed calls: a call is open when the edition appears, and closes before its event."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import WEEK
from ghapp.newsletter.calls import call_of
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

PLACES = (SectionKind.CFP_EVENTS,)


def check(reading: Reading) -> Iterator[Problem]:
    """Find calls that are closed when readers see them, and events before the call closes."""
    appears = _appears(reading)
    for number, line in reading.lines(PLACES):
        call = call_of(line) if "|" in line else None
        closes = call.deadline if call else None
        if call is None or closes is None:
            continue
        if appears and closes < appears:
            message = (
                f"This call closes on {closes}, before the edition appears. Is the date right?"
            )
            yield Problem(call.closes.span(number), message)
        event = call.event_days
        if call.days is None or event is None:
            continue
        begins, ends = event
        if ends < begins:
            yield Problem(call.days.span(number), "The last day comes before the first one.")
        elif begins < closes:
            message = f"The event begins before the call closes on {closes}. Is the year right?"
            yield Problem(call.days.span(number), message)


def _appears(reading: Reading) -> date | None:
    """When readers see a draft: on its day, or today when it is late; an old draft was seen."""
    today = reading.context.today
    edition = reading.context.layout.day_of_draft(reading.change.path)
    if edition is None or today is None:
        return edition or today
    return today if edition < today < edition + WEEK else edition


RULE = Rule(
    name="cfp-past",
    check=check,
    severity=Severity.WARNING,
    why="Nobody can answer a call that is closed.",
    section="CFP - Events",
    bad="* [**Crab Days**](https://crab.example/cfp) | Closes 2026-08-01 | Bern, CH | 2026-12-01",
    good="* [**Crab Days**](https://crab.example/cfp) | Closes 2026-09-30 | Bern, CH | 2026-12-01",
    explains=False,
)
