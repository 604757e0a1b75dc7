"""What the app would have said on merged pull requests, and what became of it without the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ghapp.review.tally import Ending, Remark
from ghapp.rules.problem import Severity


@dataclass(frozen=True, slots=True)
class PublishedLines:
    """A published edition: its path, and where each of its lines stands first."""

    path: str
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PastPull:
    """One merged pull request, with what the app would have said on it."""

    number: int
    head: str  # commit SHA
    merged: date
    drafts: int = 0  # that the rules checked
    remarks: tuple[Remark, ...] = ()

    @property
    def worst(self) -> Severity:
        """The severity of the worst that it would have said; OFF for nothing."""
        return max((one.severity for one in self.remarks), default=Severity.OFF)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the app would have said on the last merged pull requests."""

    pulls: tuple[PastPull, ...]  # newest first
    found: int  # how many there were to look at
    unread: int = 0  # those that GitHub did not show
    cut_short: str = ""  # why it was stopped, in words

    def count(self, worst: Severity) -> int:
        """How many pull requests there are of which this is the worst."""
        return sum(one.worst is worst for one in self.pulls)

    @property
    def remarks(self) -> list[Remark]:
        """All that it would have said."""
        return [one for pull in self.pulls for one in pull.remarks]

    def ended(self, ending: Ending) -> list[Remark]:
        """All that it would have said and that ended so."""
        return [one for one in self.remarks if one.ending is ending]

    @property
    def loudest(self) -> tuple[int, int] | None:
        """The pull request on which it would have said more than on all others together."""
        if len(self.pulls) < 2:
            return None
        pull = max(self.pulls, key=lambda one: len(one.remarks))
        number = len(pull.remarks)
        return (pull.number, number) if number > len(self.remarks) - number > 0 else None


def witnessed(remark: Remark, edition: PublishedLines | None) -> Remark:
    """A remark with what became of it.

    Args:
        remark: with the lines as they were merged, and as the app corrects them.
        edition: the one that they were merged for; None where it is not published.

    """
    if edition is None or not any(line.strip() for line in remark.written):
        return remark
    for lines, ending in (
        (remark.written, Ending.UNCHANGED),
        (remark.corrected or (), Ending.CORRECTED),
    ):
        if any(lines) and all(line in edition.lines for line in lines):
            shown = remark.text if remark.text in lines else next(filter(None, lines))
            place = edition.lines[shown]
            return replace(remark, ending=ending, edition=edition.path, edition_line=place)
    return replace(remark, ending=Ending.OTHER)


def published_lines(path: str, text: str) -> PublishedLines:
    """A published edition, by its text."""
    places: dict[str, int] = {}
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        places.setdefault(line, number)
    return PublishedLines(path, places)
