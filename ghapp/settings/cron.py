"""Cron expressions: whether five fields name a time that ever comes."""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # days

# The lowest and the highest value of each field, and names for them from the lowest on.
FIELDS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0, 59, ()),
    (0, 23, ()),
    (1, 31, ()),
    (1, 12, MONTHS),
    (0, 7, DAYS),
)
PART = re.compile(r"(?:\*|([0-9]{1,2}|[a-z]{3})(?:-([0-9]{1,2}|[a-z]{3}))?)(?:/([0-9]{1,3}))?")


def is_cron(text: str) -> bool:
    """Whether a text is a valid five-field cron expression; `0 0 30 2 *` is none."""
    fields = text.lower().split(" ")
    if len(fields) != len(FIELDS):
        return False
    values = [_values(field, *FIELDS[index]) for index, field in enumerate(fields)]
    if not all(values):
        return False
    if fields[4] != "*":  # a day of the week counts as well as a day of the month
        return True
    return any(min(values[2]) <= LONGEST_MONTH[month - 1] for month in values[3])


def _values(field: str, low: int, high: int, names: tuple[str, ...]) -> set[int]:
    """The values that a field matches; none when the field is invalid."""
    found: set[int] = set()
    for part in field.split(","):
        match = PART.fullmatch(part)
        if match is None or (match[3] and not int(match[3])):
            return set()
        first = _value(match[1], low, names) if match[1] else low
        last = _value(match[2], low, names) if match[2] else (first if match[1] else high)
        if not (low <= first <= high and low <= last <= high):
            return set()
        if match[3] and match[1] and not match[2]:
            last = high
        around = range(first, last + 1) if first <= last else (*range(first, high + 1), last)
        found.update(tuple(around)[:: int(match[3] or 1)])
    return found


def _value(word: str, low: int, names: tuple[str, ...]) -> int:
    if word.isdecimal():
        return int(word)
    return names.index(word) + low if word in names else -1
