"""What becomes of each submission in a merge: who moved it, who edited it, and who took it out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ghapp.newsletter.comparing import match
from ghapp.newsletter.diff3 import Side
from ghapp.newsletter.pieces import Unit
from ghapp.newsletter.submissions import Submission


@dataclass(frozen=True, slots=True)
class DraftConflict:
    """One thing that both sides changed, differently; None for the side that took it out."""

    section: str  # what its heading is compared by
    base: str
    ours: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class Fate:
    """A submission of the result."""

    unit: Unit  # with its text in the result
    side: Side  # BOTH: where it always stood; else where that side has put it


@dataclass(frozen=True, slots=True)
class Fates:
    """The submissions of the result, by those of the two sides that they come from."""

    # By the line that a submission has there; no fate: it is not in the result.
    ours: dict[int, Fate] = field(default_factory=dict)
    theirs: dict[int, Fate] = field(default_factory=dict)
    base: dict[int, Fate] = field(default_factory=dict)
    conflicts: list[DraftConflict] = field(default_factory=list)


class SubmissionMerge:
    """Three versions of a draft's submissions merged into one."""

    def __init__(self, base: list[Unit], ours: list[Unit], theirs: list[Unit]) -> None:
        self._base = base
        self._of_ours = _Descendants(base, ours)
        self._of_theirs = _Descendants(base, theirs)

    def merged(self) -> Fates:
        """Work out the fate of every submission."""
        result = Fates()
        for unit in self._base:
            self._decide(unit, result)
        self._add(result)
        return result

    def _decide(self, base: Unit, result: Fates) -> None:
        ours, theirs = self._of_ours.of(base), self._of_theirs.of(base)
        if ours is None or theirs is None:
            self._decide_removed(base, ours or theirs, result)
            return
        side, is_clear = self._place(base, ours, theirs)
        unit = _edited(base, ours, theirs)
        if unit is None or not is_clear:
            result.conflicts.append(_conflict(base, ours, theirs))
        fate = Fate(unit or ours, side)
        line = base.submission.line
        result.base[line] = result.ours[ours.submission.line] = fate
        result.theirs[theirs.submission.line] = fate

    def _decide_removed(self, base: Unit, left: Unit | None, result: Fates) -> None:
        """One side took it out: so it is, unless the other one has changed it meanwhile."""
        if left is None:
            return
        is_ours = self._of_ours.of(base) is left
        of_side = self._of_ours if is_ours else self._of_theirs
        if _same(base, left) and not of_side.has_other_section(base, left):
            return
        sides = (left, None) if is_ours else (None, left)
        result.conflicts.append(_conflict(base, *sides))
        lines = result.ours if is_ours else result.theirs
        lines[left.submission.line] = Fate(left, Side.OURS if is_ours else Side.THEIRS)

    def _place(self, base: Unit, ours: Unit, theirs: Unit) -> tuple[Side, bool]:
        """Where it stands in the result, and whether both sides agree on that."""
        we, they = self._of_ours.has_moved(base, ours), self._of_theirs.has_moved(base, theirs)
        if not we and not they:
            return Side.BOTH, True
        if not (we and they):
            return (Side.OURS if we else Side.THEIRS), True
        to_other = self._of_ours.has_other_section(base, ours)
        if self._of_theirs.has_other_section(base, theirs):
            agreed = ours.submission.section == theirs.submission.section
            return (Side.OURS if to_other else Side.THEIRS), agreed or not to_other
        return Side.OURS, True

    def _add(self, result: Fates) -> None:
        """What is new on a side; what both added, letter by letter, is there once."""
        added = Counter[tuple[str, str]]()
        for unit in self._of_ours.added:
            result.ours[unit.submission.line] = Fate(unit, Side.OURS)
            added[_identity(unit)] += 1
        for unit in self._of_theirs.added:
            if added[_identity(unit)]:
                added[_identity(unit)] -= 1
            else:
                result.theirs[unit.submission.line] = Fate(unit, Side.THEIRS)


class _Descendants:
    """What became of the base's submissions on one side."""

    def __init__(self, base: list[Unit], side: list[Unit]) -> None:
        units = {id(unit.submission): unit for unit in side}
        matching = match([u.submission for u in base], [u.submission for u in side])
        self._of = {old.line: units[id(new)] for old, new in matching.pairs}
        self.added = sorted(
            (units[id(new)] for new in matching.added), key=lambda unit: unit.submission.line
        )
        self._stayed = _in_order(matching.pairs)

    def of(self, base: Unit) -> Unit | None:
        return self._of.get(base.submission.line)

    def has_other_section(self, base: Unit, unit: Unit) -> bool:
        return base.submission.section != unit.submission.section

    def has_moved(self, base: Unit, unit: Unit) -> bool:
        """Whether it stands in another section, or in another order among those that stayed."""
        moved = base.submission.line not in self._stayed
        return moved or self.has_other_section(base, unit)


def _in_order(pairs: Sequence[tuple[Submission, Submission]]) -> frozenset[int]:
    """The lines in the base of those that keep their order: the most that can."""
    stay = sorted((new.line, old.line) for old, new in pairs if old.section == new.section)
    lines = [old for _, old in stay]
    return frozenset(_longest_increasing(lines))


def _longest_increasing(numbers: Sequence[int]) -> Iterator[int]:
    """The longest increasing subsequence, from its end (patience sorting)."""
    lowest: list[int] = []  # the lowest last number of a subsequence of each length
    places: list[int] = []
    for number in numbers:
        place = bisect_left(lowest, number)
        lowest[place : place + 1] = [number]
        places.append(place)
    wanted = len(lowest) - 1
    for number, place in zip(reversed(numbers), reversed(places), strict=True):
        if place == wanted:
            yield number
            wanted -= 1


def _conflict(base: Unit, ours: Unit | None, theirs: Unit | None) -> DraftConflict:
    texts = (unit.text if unit is not None else None for unit in (ours, theirs))
    section = (ours or theirs or base).submission.section
    return DraftConflict(section, base.text, *texts)


def _identity(unit: Unit) -> tuple[str, str]:
    return unit.submission.section, unit.text.rstrip()


def _same(one: Unit, other: Unit) -> bool:
    return one.text.rstrip() == other.text.rstrip()


def _edited(base: Unit, ours: Unit, theirs: Unit) -> Unit | None:
    """The version that somebody edited; None where both did, differently."""
    if _same(ours, theirs) or theirs.text == base.text:
        return ours
    if ours.text == base.text or _same(ours, base):
        return theirs
    return ours if _same(theirs, base) else None
