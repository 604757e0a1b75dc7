"""Calls for papers: event, closing date, place and date of the event, set off by bars."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calls import ROLLING, Call, Field, call_of, days_in, with_plain_days
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.places import Attendance, location_of
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

PLACES = (SectionKind.CFP_EVENTS,)
ITEM = pattern(r"[ \t]*(?:[*+-][ \t]*\*{0,2}(?=\S)|(?=\[))")
FORM = "`* [**Event**](address) | Closes YYYY-MM-DD | City, CC | Event date: YYYY-MM-DD`"


def check(reading: Reading) -> Iterator[Problem]:
    """Find calls that lack a field, and dates and places that are written another way."""
    for number, line in reading.lines(PLACES):
        item = ITEM.match(line)
        if item is None or "](" not in line:
            continue
        call = call_of(line)
        whole = Span.within(number, 0, len(line))
        if call is None or call.place is None or call.days is None:
            if "|" in line or line.startswith("[", item.end()):
                yield Problem(whole, f"Write a call as {FORM}.")
            continue
        yield from _bars(number, line, call)
        if not days_in(call.closes.text) and not ROLLING.search(call.closes.text):
            yield Problem(_span(number, call.closes), "Say when the call closes: `YYYY-MM-DD`.")
        for field in (call.closes, call.days):
            plain = with_plain_days(field.text)
            if plain != field.text:
                span = _span(number, field)
                message = "Write days as `YYYY-MM-DD`."
                yield Problem(span, message, Fix(span, plain), advisory=True)
        yield from _place(number, call.place)


def _bars(number: int, line: str, call: Call) -> Iterator[Problem]:
    """Bars without spaces; the template itself has none before the first one."""
    at = call.link_at + len(call.link)
    end = len(line.rstrip())
    tail = line[at:end]
    clean = "".join(f" | {text.strip()}" for text in tail.split("|") if text.strip())
    if clean != tail and clean.lstrip(" ") != tail.lstrip(" "):
        span = Span.within(number, at, end)
        yield Problem(span, "Set the fields off with ` | `.", Fix(span, clean))


def _place(number: int, place: Field) -> Iterator[Problem]:
    location = location_of(place.text)
    if location.attendance is Attendance.IN_PERSON and location.standard != place.text:
        span = _span(number, place)
        message = f"Write the place as {code_span(location.standard)}."
        yield Problem(span, message, Fix(span, location.standard), advisory=True)


def _span(number: int, field: Field) -> Span:
    return Span.within(number, field.at, field.at + len(field.text))


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
)
