"""What the app would have said on merged pull requests, and what became of it without the app."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ghapp.review.tally import Remark


class Outcome(StrEnum):
    """What was published where the app would have said something."""

    CORRECTED = "corrected"  # as the app corrects it: an editor did it by hand
    UNCHANGED = "unchanged"  # nobody saw it, or nobody minds
    OTHER = "other"  # something else, or nothing
    UNKNOWN = "unknown"  # it is not published yet, or no line can be compared


@dataclass(frozen=True, slots=True)
class Judged:
    """One merged pull request, with what the app would have said on it."""

    number: int
    head: str  # commit SHA
    merged: date
    drafts: int  # that the rules checked
    remarks: tuple[tuple[Remark, Outcome], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the app would have said on the last merged pull requests."""

    judged: tuple[Judged, ...]  # newest first
    found: int  # how many there were to look at
    unread: int = 0  # those that GitHub did not show
    cut_short: str = ""  # why it was stopped, in words

    @property
    def silent(self) -> int:
        """On how many it would have said nothing."""
        return sum(not one.remarks for one in self.judged)

    @property
    def remarks(self) -> list[Remark]:
        """All that it would have said."""
        return [remark for one in self.judged for remark, _ in one.remarks]

    def with_outcome(self, outcome: Outcome) -> list[Remark]:
        """All that it would have said and that ended so."""
        return [remark for one in self.judged for remark, end in one.remarks if end is outcome]


def outcome_of(remark: Remark, published: Collection[str] | None) -> Outcome:
    """What became of a remark.

    Args:
        remark: with the lines as they were merged, and as the app corrects them.
        published: the lines of the edition; None where it is not published.

    """
    if published is None or not any(line.strip() for line in remark.written):
        return Outcome.UNKNOWN
    if _all_in(remark.written, published):
        return Outcome.UNCHANGED
    if remark.corrected and any(remark.corrected) and _all_in(remark.corrected, published):
        return Outcome.CORRECTED
    return Outcome.OTHER


def _all_in(lines: Sequence[str], published: Collection[str]) -> bool:
    return all(line in published for line in lines)
