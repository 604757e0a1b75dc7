"""Calls for papers: event, closing date, place and days, in whatever shape they come."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ghapp.newsletter.patterns import pattern
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

CALL = pattern(
    r"[ \t]*(?:[*+-][ \t]*)?"
    r"(?P<link>(?:\*\*)?\[[^\]\n]{1,300}\]\([^()\s]{1,500}\)(?:\*\*)?)[ \t]*(?=\|)"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO_LIKE = pattern(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
DAY_FIRST = pattern(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?[ ]+([A-Za-z]{3,9})\.?,?[ ]+(\d{4})(?!\d)")
MONTH_FIRST = pattern(r"([A-Za-z]{3,9})\.?[ ]+(\d{1,2})(?:st|nd|rd|th)?,?[ ]+(\d{4})(?!\d)")
ROLLING = pattern(r"(?i)rolling|open|no deadline|tba|tbd|ongoing")


@record
class Field:
    """A stretch of a line between two bars, without the spaces around it."""

    text: str
    at: int  # from 0


@record
class Call:
    """The fields of a call; further links, and what follows the days, are none of them."""

    link: str
    link_at: int
    closes: Field
    place: Field | None
    days: Field | None


@lru_cache(maxsize=256)
def call_of(line: str) -> Call | None:
    """The call that a line makes; None for any other line."""
    if "|" not in line or len(line) > 2000:
        return None
    match = CALL.match(line)
    if match is None:
        return None
    fields = _fields(line, line.index("|", match.end()) + 1)
    plain = [field for field in fields if "](" not in field.text]
    if not plain:
        return None
    place, days = [*plain[1:3], None, None][:2]
    return Call(match["link"], match.start("link"), plain[0], place, days)


def _fields(line: str, start: int) -> list[Field]:
    found = []
    for text in line[start:].split("|"):
        stripped = text.strip()
        if stripped:
            found.append(Field(stripped, start + len(text) - len(text.lstrip())))
        start += len(text) + 1
    return found


def days_in(text: str) -> list[tuple[int, int, date]]:
    """The days that a text names, in any usual form: start, end, day."""
    found = []
    for form in (ISO_LIKE, DAY_FIRST, MONTH_FIRST):
        for match in form.finditer(text[:300]):
            day = _day(form, match)
            if day is not None:
                found.append((match.start(), match.end(), day))
    return sorted(found)


def with_plain_days(text: str) -> str:
    """A text with its days written as YYYY-MM-DD."""
    for start, end, day in reversed(days_in(text)):
        text = text[:start] + day.isoformat() + text[end:]
    return text


def _day(form: re.Pattern[str], match: re.Match[str]) -> date | None:
    first, second, third = match.groups()
    if form is ISO_LIKE:
        year, month, day = int(first), int(second), int(third)
    else:
        name, number = (second, first) if form is DAY_FIRST else (first, second)
        key = name[:3].lower()
        if key not in MONTHS:
            return None
        year, month, day = int(third), MONTHS.index(key) + 1, int(number)
    try:
        return date(year, month, day)
    except ValueError:
        return None
