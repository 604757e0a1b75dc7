"""What stands between two submissions that nobody moved, merged: lines of text, and gaps around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ghapp.newsletter.diff3 import Chunk, Side, kept, merge_lines
from ghapp.newsletter.fates import DraftConflict
from ghapp.newsletter.gaps import Gap, joined, merge_gaps
from ghapp.newsletter.pieces import Line, Unit


class Segment:
    """A stretch of one version; there is one more gap than lines, and some may be empty."""

    def __init__(self, above: Unit | None) -> None:
        self.above = above  # the submissions that it stands between
        self.below: Unit | None = None
        self.lines: list[Line] = []  # none of them blank
        self.gaps: list[Gap] = [[]]
        self._is_behind_unit = above is not None
        self._runs: list[Gap] = [[]]  # blank lines, around what is left out

    @property
    def texts(self) -> list[str]:
        """The text of each line."""
        return [line.text for line in self.lines]

    def differs_from(self, base: Segment) -> bool:
        """Whether there is any change between the same two submissions."""
        return self.texts != base.texts or self.gaps != base.gaps

    def written(self) -> Iterator[str]:
        """Its lines, with the submission below it."""
        for number, gap in enumerate(self.gaps):
            if number:
                yield self.lines[number - 1].text
            for piece in gap:
                yield from piece.lines
        yield from self.below.lines if self.below is not None else ()

    def add(self, line: Line) -> None:
        """Put a line at the end."""
        if line.is_blank:
            self._runs[-1].append(line)
            return
        self._end_runs(before_unit=False)
        self.lines.append(line)
        self.gaps.append([])

    def put(self, unit: Unit) -> None:
        """Put a submission at the end."""
        self._end_runs(before_unit=True)
        self.gaps[-1].append(unit)

    def leave_out(self) -> None:
        """Take note that a submission stood here which is not in the result, or elsewhere."""
        self._runs.append([])

    def end(self, below: Unit | None = None) -> Segment:
        """Complete it, with the submission below it."""
        self.below = below
        self._end_runs(before_unit=below is not None)
        return self

    def _end_runs(self, *, before_unit: bool) -> None:
        """Between two submissions, what was left out leaves no gap; else it leaves one of two."""
        runs = sorted(self._runs, key=len)
        self.gaps[-1] += runs[0 if before_unit and self._is_behind_unit else -1]
        self._runs = [[]]
        self._is_behind_unit = before_unit


@dataclass(frozen=True, slots=True)
class _Kept:
    """A line of the result, and the positions that it has in the three versions."""

    line: Line
    base: int | None = None
    ours: int | None = None
    theirs: int | None = None


def merge_segments(
    base: Segment, ours: Segment, theirs: Segment, lines: list[str]
) -> list[DraftConflict]:
    """Merge three versions of a segment and append what they make, with the submission below it.

    Returns:
        The conflicts between lines of text.

    """
    if not theirs.differs_from(base):
        lines += ours.written()
        return []
    if not ours.differs_from(base):
        lines += theirs.written()
        return []
    conflicts: list[DraftConflict] = []
    result: list[_Kept] = []
    for chunk in merge_lines(base.texts, ours.texts, theirs.texts):
        if chunk.side is Side.CONFLICT and not _can_stand_together(chunk, ours, theirs):
            texts = (_text(side, at) for side, at in _cut(chunk, base, ours, theirs))
            conflicts.append(DraftConflict("", *texts))
        result += _kept(chunk, ours, theirs)
    gaps = zip(
        _by_slot([one.base for one in result], base.gaps),
        _by_slot([one.ours for one in result], ours.gaps),
        _by_slot([one.theirs for one in result], theirs.gaps),
        strict=True,
    )
    for number, (before, mine, others) in enumerate(gaps):
        if number:
            lines.append(result[number - 1].line.text)
        above = result[number - 1].line if number else ours.above
        for piece in merge_gaps(before, mine, others, above):
            lines += piece.lines
    lines += ours.below.lines if ours.below is not None else ()
    return conflicts


def _cut(
    chunk: Chunk, base: Segment, ours: Segment, theirs: Segment
) -> Iterator[tuple[Segment, range]]:
    yield base, chunk.base
    yield ours, chunk.ours
    yield theirs, chunk.theirs


def _text(side: Segment, at: range) -> str:
    return "\n".join(side.texts[at.start : at.stop])


def _can_stand_together(chunk: Chunk, ours: Segment, theirs: Segment) -> bool:
    """Whether both sides only add lines, where contributors do."""
    added = [*ours.lines[chunk.ours.start : chunk.ours.stop]]
    added += theirs.lines[chunk.theirs.start : chunk.theirs.stop]
    return not chunk.base and all(line.is_contributed for line in added)


def _kept(chunk: Chunk, ours: Segment, theirs: Segment) -> Iterator[_Kept]:
    """The lines that a chunk gives to the result."""
    mine = [ours.texts[n] for n in chunk.ours]
    others = [theirs.texts[n] for n in chunk.theirs]
    if chunk.side is Side.THEIRS:  # ours are the base's
        known = kept(others, mine)
        for place, n in enumerate(chunk.theirs):
            at = known.get(place)
            if at is None:
                yield _Kept(theirs.lines[n], theirs=n)
            else:
                yield _Kept(theirs.lines[n], chunk.base[at], chunk.ours[at], n)
        return
    known = kept(mine, others) if chunk.side is not Side.CONFLICT else {}
    for place, n in enumerate(chunk.ours):
        at = known.get(place)
        is_known = at is not None and len(chunk.base) == len(chunk.theirs)
        base = chunk.base[at] if is_known and at is not None else None
        yield _Kept(ours.lines[n], base, n, None if at is None else chunk.theirs[at])
    if chunk.side is Side.CONFLICT and not chunk.base:
        for n in chunk.theirs:
            yield _Kept(theirs.lines[n], theirs=n)


def _by_slot(places: Sequence[int | None], gaps: Sequence[Gap]) -> list[Gap | None]:
    """The gaps of one version by the line of the result that they stand behind; None: it has none.

    What stood behind a line that is gone stands behind the one above it.
    """
    slots: list[Gap | None] = [None] * (len(places) + 1)
    slot_of = {place: slot for slot, place in enumerate(places, 1) if place is not None}
    slot = 0
    for number, gap in enumerate(gaps):
        slot = slot_of.get(number - 1, slot)
        slots[slot] = joined(slots[slot] or [], gap)
    return slots
