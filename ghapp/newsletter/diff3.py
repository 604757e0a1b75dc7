"""Three versions of one sequence of lines merged into one, as git merges them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ghapp.newsletter.diff import changed_lines


class Side(StrEnum):
    """Whose lines stand in the result."""

    BOTH = "both"  # the same on both sides
    OURS = "ours"
    THEIRS = "theirs"
    CONFLICT = "conflict"  # both sides changed the same lines, differently


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the three versions, as ranges of 0-based positions, and which side it takes."""

    side: Side
    base: range
    ours: range
    theirs: range


def kept(base: Sequence[str], head: Sequence[str]) -> dict[int, int]:
    """The lines of `base` that stand in `head`: 0-based position there -> position here."""
    removed, added = map(set, changed_lines(base, head))
    before = (n for n in range(len(base)) if n + 1 not in removed)
    after = (n for n in range(len(head)) if n + 1 not in added)
    return dict(zip(before, after, strict=True))


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Chunk]:
    """How two descendants of `base` become one: chunks that cover all three, in order.

    Where both sides changed what touches, lines that are the same on both are no conflict, as in
    git's merge (`XDL_MERGE_ZEALOUS` in xdiff).
    """
    chunks: list[Chunk] = []
    for b, o, t in _aligned(base, ours, theirs):
        mine, others = ours[o.start : o.stop], theirs[t.start : t.stop]
        before = base[b.start : b.stop]
        if mine == others:
            chunks.append(Chunk(Side.BOTH, b, o, t))
        elif mine == before:
            chunks.append(Chunk(Side.THEIRS, b, o, t))
        elif others == before:
            chunks.append(Chunk(Side.OURS, b, o, t))
        else:
            chunks += _refined(b, o, t, ours, theirs)
    return chunks


Ranges = tuple[range, range, range]


def _aligned(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Ranges]:
    """Stretches of the three, in turns: one line that all have, or lines that some changed."""
    in_ours, in_theirs = kept(base, ours), kept(base, theirs)
    b = o = t = 0
    for n in range(len(base) + 1):
        if n < len(base) and not (n in in_ours and n in in_theirs):
            continue
        at_o, at_t = in_ours.get(n, len(ours)), in_theirs.get(n, len(theirs))
        if n > b or at_o > o or at_t > t:
            yield range(b, n), range(o, at_o), range(t, at_t)
        if n < len(base):
            yield range(n, n + 1), range(at_o, at_o + 1), range(at_t, at_t + 1)
        b, o, t = n + 1, at_o + 1, at_t + 1


def _refined(
    b: range, o: range, t: range, ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[Chunk]:
    """What both sides changed, without the lines in it that they have in common."""
    common = kept(ours[o.start : o.stop], theirs[t.start : t.stop])
    at_o, at_t, rest = o.start, t.start, b
    for mine, other in [*common.items(), (len(o), len(t))]:
        end_o, end_t = o.start + mine, t.start + other
        if end_o > at_o or end_t > at_t:
            yield Chunk(Side.CONFLICT, rest, range(at_o, end_o), range(at_t, end_t))
            rest = range(b.stop, b.stop)  # a conflict shows all that both replaced, once
        if mine < len(o) and other < len(t):
            none = range(rest.start, rest.start)
            yield Chunk(Side.BOTH, none, range(end_o, end_o + 1), range(end_t, end_t + 1))
        at_o, at_t = end_o + 1, end_t + 1
