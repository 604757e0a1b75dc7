"""Days as people write them, 27.08.2026 or August 27, 2026, and as they should stand."""

from __future__ import annotations

from collections import namedtuple
from datetime import date

from ghapp.newsletter.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"((?:{'|'.join(MONTHS)})[a-z]{{0,6}})"
NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
DAY = pattern(
    r"(?ia)(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
    rf"|(?<!\d){NUMBER}\.?[ ]+{MONTH}\.?,?[ ]+(\d{{4}})(?!\d)"
    rf"|{MONTH}\.?[ ]+{NUMBER},?[ ]+(\d{{4}})(?!\d)"
)
NUMBERS = pattern(r"([0-9]+)")
WITHIN = frozenset("-–—‐‑‒−/.:_*")  # what stands between the numbers of one day
STRETCH = ("-", "–", "—", "--", "to", "till", "until", "through")
TWO_MEETINGS = ("&", "and", "+", ",")
AROUND = " \t*_.,:;"
YEAR = 4  # digits
MONTHS_IN_A_YEAR = 12
LONGEST = 60  # characters


class Days(namedtuple("Days", ("start", "end", "standard"))):
    """The first and the last day, and how they should be written; None where nobody can say."""

    start: date | None
    end: date | None
    standard: str | None

    __slots__ = ()


UNKNOWN = Days(None, None, None)


def days_of(text: str) -> Days:
    """Read the days that a text is meant to be: one, a stretch, or two."""
    if len(text) == len("YYYY-MM-DD") and text[4] == text[7] == "-":
        try:
            usual = date.fromisoformat(text)
        except ValueError:
            return UNKNOWN
        return Days(usual, usual, text)
    plain = text.strip(AROUND)
    named = days_in(plain)
    if [(start, end) for start, end, _ in named] == [(0, len(plain))]:
        return _one(named[0][2])
    pieces = NUMBERS.split(plain) if len(plain) < LONGEST else [plain]
    if pieces[0] or pieces[-1]:  # words before or behind
        return UNKNOWN
    return _in_numbers(plain, pieces[1::2], [mark.strip().casefold() for mark in pieces[2:-1:2]])


def _in_numbers(text: str, numbers: list[str], marks: list[str]) -> Days:
    """Days that are written without words, by how many digits each number has."""
    half = len(numbers) // 2
    digits = [len(number) for number in numbers]
    if digits in ([8], [8, 8]):
        first, last = (_day(one[:4], one[4:6], one[6:]) for one in (numbers[0], numbers[-1]))
        return _one(first) if first == last else _stretch(text, first, last, marks[0])
    if len(numbers) == 3:
        return _one(_from(numbers, marks))
    if len(numbers) == 6:
        first = _from(numbers[:half], marks[:2])
        return _stretch(text, first, _from(numbers[half:], marks[3:]), marks[2])
    if digits in ([4, 2, 2, 2], [4, 2, 2, 2, 2]):  # the year, or the month too, said only once
        first = _from(numbers[:3], marks[:2])
        missing = numbers[: 6 - len(numbers)]
        last = _from([*missing, *numbers[3:]], [*marks[3:], "-", "-"][:2])
        return _stretch(text, first, last, marks[2], in_one_month=len(numbers) == 4)
    return UNKNOWN


def _one(day: date | None) -> Days:
    return Days(day, day, day.isoformat()) if day else UNKNOWN


def _stretch(
    text: str, start: date | None, end: date | None, between: str, in_one_month: bool = False
) -> Days:
    if start is None or end is None or between not in (*STRETCH, *TWO_MEETINGS):
        return UNKNOWN
    if between in TWO_MEETINGS and not (in_one_month and (end - start).days == 1):
        return Days(start, end, text)
    return Days(start, end, f"{start.isoformat()} - {end.isoformat()}")


def _from(numbers: Sequence[str], marks: Sequence[str]) -> date | None:
    """The day of three numbers; nobody can say what day 08/09/2026 is."""
    if any(len(mark) > 2 or not WITHIN.issuperset(mark) for mark in marks):
        return None
    if len(numbers[0]) == YEAR:
        return _day(*numbers)
    is_sure = set(marks) == {"."} or (set(marks) == {"-"} and int(numbers[0]) > MONTHS_IN_A_YEAR)
    return _day(*reversed(numbers)) if is_sure else None


def _day(year: str, month: str = "", day: str = "") -> date | None:
    if len(year) != YEAR or len(month) > 2 or len(day) > 2:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Whether a text is a day in figures: `2026-08-26`."""
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal()


def days_in(text: str) -> list[tuple[int, int, date]]:
    """The days that a text names, in any usual form: start, end, day."""
    matches = ((match, _named(match)) for match in DAY.finditer(text[:300]))
    return [(match.start(), match.end(), day) for match, day in matches if day is not None]


def _named(match: re.Match[str]) -> date | None:
    if match[1]:
        return _day(*match.group(1, 2, 3))
    day, month, year = match.group(4, 5, 6) if match[4] else match.group(8, 7, 9)
    return _day(year, str(MONTHS.index(month[:3].lower()) + 1), day)


def with_plain_days(text: str) -> str:
    """A text with its days written as YYYY-MM-DD."""
    for start, end, day in reversed(days_in(text)):
        text = text[:start] + day.isoformat() + text[end:]
    return text
