"""Calls for papers: event, closing date, place and date of the event, set off by bars."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calls import Call, call_of
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.countries import country_code
from ghapp.newsletter.days import with_plain_days
from ghapp.newsletter.fields import Field
from ghapp.newsletter.locations import location_of
from ghapp.newsletter.places import Attendance
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

PLACES = (SectionKind.CFP_EVENTS,)
FORM = "`* [**Event**](address) | Closes YYYY-MM-DD | City, CC | Event date: YYYY-MM-DD`"


def check(reading: Reading) -> Iterator[Problem]:
    """Find calls that lack a field, and fields that are written another way."""
    for number, line in reading.lines(PLACES):
        text = line.lstrip(" \t*+-")
        if not line.lstrip().startswith(("*", "+", "-", "[")) or "](" not in line:
            continue
        call = call_of(line)
        if call is None or call.place is None or call.days is None:
            if "|" in line or text.startswith("["):
                message = f"Write a call as {reading.conventions.shown(FORM)}."
                yield Problem(reading.whole_line(number), message)
            continue
        yield from _bars(number, line, call)
        if call.deadline is None and not call.is_rolling:
            yield Problem(call.closes.span(number), "Say when the call closes: `YYYY-MM-DD`.")
        yield from _unusual(number, call, call.place, call.days)


def _bars(number: int, line: str, call: Call) -> Iterator[Problem]:
    """Bars without spaces; the template itself has none before the first one."""
    at = call.link.at + len(call.link.text)
    end = len(line.rstrip())
    tail = line[at:end]
    clean = "".join(f" | {text.strip()}" for text in tail.split("|") if text.strip())
    if clean != tail and clean.lstrip(" ") != tail.lstrip(" "):
        span = Span.within(number, at, end)
        yield Problem(span, "Set the fields off with ` | `.", Fix(span, clean))


def _unusual(number: int, call: Call, place: Field, days: Field) -> Iterator[Problem]:
    """Titles, days and places in another form than most."""
    location = location_of(place.text)
    in_person = location.attendance is Attendance.IN_PERSON
    if in_person and location.wrong:
        yield Problem(place.span(number), location.wrong)
    elif location.lacks and country_code(place.text.split()[-1]):
        yield Problem(place.span(number), location.lacks, advisory=True)  # `Warsaw PL`
    standard = location.standard if in_person else place.text
    for field, better, message in (
        (call.link, call.bold_link, "The title of a call is bold: `[**Event**](address)`."),
        (call.closes, with_plain_days(call.closes.text), "Write days as `YYYY-MM-DD`."),
        (days, with_plain_days(days.text), "Write days as `YYYY-MM-DD`."),
        (place, standard, f"Write the place as {code_span(standard)}."),
    ):
        if better != field.text:
            span = field.span(number)
            yield Problem(span, message, Fix(span, better), advisory=True)


RULE = Rule(
    name="cfp-event-format",
    check=check,
    severity=Severity.WARNING,
    why="Speakers see at a glance until when and where; every list of calls looks alike.",
    section="CFP - Events",
    bad="* [**Crab Days**](https://crab.example/cfp)|1 October 2026|Utrecht, The Netherlands"
    "|2026-12-01",
    good="* [**Crab Days**](https://crab.example/cfp) | 2026-10-01 | Utrecht, NL | 2026-12-01",
    loses=Loss.WORDS,
    until_print=True,
    unless_broken=True,
)
