"""Why a head could not be merged, in a sentence that shows what is in the way."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.fates import DraftConflict
from ghapp.review.merging import CannotMerge, WouldLose

MOST_SHOWN = 5


def reason_of(problem: Exception) -> str:
    """One line that says what cannot be merged, and what of it is in the way."""
    shown = list(_shown(problem))
    more = f"; and {len(shown) - MOST_SHOWN} more" if len(shown) > MOST_SHOWN else ""
    said = f": {'; '.join(shown[:MOST_SHOWN])}{more}" if shown else ""
    return f"{' '.join(str(problem).split()).rstrip('.')}{said}."


def _shown(problem: Exception) -> Iterator[str]:
    if isinstance(problem, WouldLose):
        lacking, surplus = problem.difference.lacking, problem.difference.surplus
        for section, text in lacking:
            yield f"{code_span(text)} would not be in section {code_span(section)}"
        for section, text in surplus if not lacking else ():
            yield f"{code_span(text)} would be in section {code_span(section)} once too often"
    elif isinstance(problem, CannotMerge):
        yield from map(_versions, problem.conflicts)


def _versions(conflict: DraftConflict) -> str:
    ours, theirs = map(_version, (conflict.ours, conflict.theirs))
    before = f"{code_span(conflict.base)} is " if conflict.base.strip() else ""
    return f"{before}{ours} by what was merged before, and {theirs} by this head"


def _version(text: str | None) -> str:
    return "taken out" if not text or not text.strip() else f"written as {code_span(text)}"
