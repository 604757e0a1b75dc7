"""What lies between two lines of text, merged: blank lines, and what was submitted there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import merge as in_order

from ghapp.newsletter.pieces import Line, Unit
from ghapp.newsletter.section_kinds import SectionKind

Gap = list[Line | Unit]  # the lines in it are blank


def merge_gaps(
    base: Gap | None, ours: Gap | None, theirs: Gap | None, above: Line | Unit | None
) -> Gap:
    """One gap from those of three versions; None where a version has none at this place.

    What one side submits stands as that side has put it. What both submit follows each other
    without a gap, ours first, events by date.
    """
    if ours is None or theirs is None:
        return ours or theirs or []
    mine, others = _units(ours), _units(theirs)
    if mine and others:
        return _together(ours, theirs, above)
    if mine or (not others and (_lines(theirs) == _lines(base) or _lines(ours) != _lines(base))):
        return ours
    return theirs


def joined(one: Gap, other: Gap) -> Gap:
    """Two gaps that have become one; of the blank lines where they meet, the longer run stays."""
    ends = next((n for n, piece in enumerate(reversed(one)) if isinstance(piece, Unit)), len(one))
    begins = next((n for n, piece in enumerate(other) if isinstance(piece, Unit)), len(other))
    return [*one, *other[begins:]] if ends > begins else [*one[: len(one) - ends], *other]


def _units(gap: Gap) -> list[Unit]:
    return [piece for piece in gap if isinstance(piece, Unit)]


def _lines(gap: Gap | None) -> list[str]:
    return [line for piece in gap or [] for line in piece.lines]


def _together(ours: Gap, theirs: Gap, above: Line | Unit | None) -> Gap:
    first, last = _blank_ends(ours)
    their_first, their_last = _blank_ends(theirs)
    pick: Callable[[Gap, Gap], Gap] = _shorter if isinstance(above, Unit) else _longer
    mine, others = _units(ours), _units(theirs)
    if _are_dated(mine) and _are_dated(others):
        between: Gap = [*in_order(mine, others, key=_date)]
    else:
        between = [*ours[len(first) : len(ours) - len(last)], *others]
    return [*pick(first, their_first), *between, *_longer(last, their_last)]


def _blank_ends(gap: Gap) -> tuple[Gap, Gap]:
    """The blank lines before the first submission, and those behind the last one."""
    places = [n for n, piece in enumerate(gap) if isinstance(piece, Unit)]
    return gap[: places[0]], gap[places[-1] + 1 :]


def _shorter(one: Gap, other: Gap) -> Gap:
    return other if len(other) < len(one) else one


def _longer(one: Gap, other: Gap) -> Gap:
    return other if len(other) > len(one) else one


def _date(unit: Unit) -> str:
    return unit.submission.date


def _are_dated(units: Sequence[Unit]) -> bool:
    """Whether these are events, in the order of their dates."""
    dates = [_date(unit) for unit in units]
    return all(unit.kind is SectionKind.EVENTS for unit in units) and (
        all(dates) and dates == sorted(dates)
    )
