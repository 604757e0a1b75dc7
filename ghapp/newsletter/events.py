"""An event's first line: its days, its place and who invites, each with where it stands."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import zip_longest

from ghapp.newsletter.calls import days_in
from ghapp.newsletter.draft import Draft, Heading
from ghapp.newsletter.patterns import pattern
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

# A line that is meant as an event, whatever its marker and however its date is written.
EVENT = pattern(
    r"[ \t]*(?:(?:[*+•-]|#{1,6})[ \t]*)?"
    r"([*_]{0,2}\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^|\[\n]{0,60}?)[ \t]*\|"
)
IN_WORDS = pattern(r"[ \t]*(?:[*+•-][ \t]*)?([^|\[\]\s][^|\[\]\n]{5,29}?)[ \t]*\|")
DAYS = pattern(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[ \t]*(-|–|—|to|till|until|through|&|and|\+|,)[ \t]*"
    r"(?:(?:(\d{4})[-/.])?(\d{1,2})[-/.])?(\d{1,2}))?"
)
MONTHS = 12
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
# What begins with a day is meant as an event, too, when it has no bars.
DATED = pattern(
    r"(?i)[*_]{0,2}(?:\d{4}[-/.]\d{1,2}[-/.]\d|\d{1,2}([-/.])\d{1,2}\1\d{4}"
    rf"|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},?[ ]+)?"
    rf"(?:{MONTH}[ ]+\d|\d{{1,2}}(?:st|nd|rd|th)?\.?[ ]+{MONTH}(?![a-z])))"
)

YEAR_LAST = r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})"
YEARS_LAST = pattern(rf"{YEAR_LAST}(?:[ \t]*(?:-|–|—|to)[ \t]*{YEAR_LAST})?")


@record
class Event:
    """The fields of an event's line; offsets count from 0, as Python slices."""

    days: str  # as written
    days_at: int
    start: date | None  # None where the day is in no calendar
    end: date | None  # the last day; None like `start`
    standard_days: str | None  # as they should be written; None where nobody can say
    location: str
    location_at: int
    groups: str  # who invites: everything behind the second bar

    @property
    def is_complete(self) -> bool:
        """Whether there are a place and a group."""
        return bool(self.location and self.groups) and "](" not in self.location


@record
class ListedEvent:
    """An event where it stands: its line, and the heading that it stands under."""

    line: int
    heading: Heading
    event: Event


@lru_cache(maxsize=4)
def events_in(draft: Draft) -> list[ListedEvent]:
    """The events below the headings of a draft, in order."""
    found = []
    headings, hidden = draft.headings, draft.hidden
    for heading, following in zip_longest(headings, headings[1:]):
        first = heading.line - 1  # an event typed as a heading is one, under itself
        end = following.line - 1 if following else len(draft.lines)
        for number, line in enumerate(draft.lines[first:end], heading.line):
            if "|" in line and (event := event_of(line)) and number not in hidden:
                found.append(ListedEvent(number, heading, event))
    return found


@lru_cache(maxsize=4096)
def event_of(line: str) -> Event | None:
    """The event that a line announces; None for any other line."""
    form = EVENT if line[:60].strip(" \t*_+-•#")[:4].isdigit() else IN_WORDS
    match = form.match(line)
    if match is None:
        return None
    written = match[1].rstrip()
    start, end, standard = _days(written)
    if form is IN_WORDS and start is None and not YEARS_LAST.fullmatch(written.strip("*_")):
        return None
    bar = line.find("|", match.end())
    place = line[match.end() : bar] if bar >= 0 else ""
    at = match.end() + len(place) - len(place.lstrip())
    groups = line[bar + 1 :].strip() if bar >= 0 else line[match.end() :].strip()
    return Event(written, match.start(1), start, end, standard, place.strip(), at, groups)


def _days(text: str) -> tuple[date | None, date | None, str | None]:
    if len(text) == len("YYYY-MM-DD") and text[4] == text[7] == "-":
        start = _date(*text.split("-", 2))
        return start, start, start.isoformat() if start else None
    if text[:1] in "*_" and (plain := _without_marks(text)):
        return _days(plain)
    if match := YEARS_LAST.fullmatch(text):
        return _with_years_last(match)
    match = DAYS.fullmatch(text)
    if match is None:
        named = days_in(text)
        start = named[0][2] if [one[:2] for one in named] == [(0, len(text))] else None
        return start, start, start.isoformat() if start else None
    year, month, day, between, last_year, last_month, last_day = match.groups()
    start = _date(year, month, day)
    if last_day is None:
        return start, start, start.isoformat() if start else None
    end = _date(last_year or year, last_month or month, last_day)
    if start is None or end is None:
        return None, None, None
    days = (end - start).days
    if between in ("&", "and", "+", ",") and (days != 1 or last_month is not None):
        return start, end, text  # two meetings, not a stretch of days
    return start, end, f"{start.isoformat()} - {end.isoformat()}"


def _without_marks(text: str) -> str:
    """The text in bold or italics; empty where the marks at its ends differ."""
    mark = text[: 2 if text[:2] in ("**", "__") else 1]
    closed = len(text) > 2 * len(mark) and text.endswith(mark)
    return text[len(mark) : -len(mark)].strip() if closed else ""


def _with_years_last(match: re.Match[str]) -> tuple[date | None, date | None, str | None]:
    """Days such as 27.08.2026; nobody can say what day 08/09/2026 is."""
    start = _day_first(*match.groups()[:4])
    if match[5] is None:
        return start, start, start.isoformat() if start else None
    end = _day_first(*match.groups()[4:])
    if start is None or end is None:
        return None, None, None
    return start, end, f"{start.isoformat()} - {end.isoformat()}"


def _day_first(day: str, mark: str, month: str, year: str) -> date | None:
    is_sure = mark == "." or (mark == "-" and int(day) > MONTHS)
    return _date(year, month, day) if is_sure else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
