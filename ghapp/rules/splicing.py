"""Corrections spliced into a draft, together where they touch the same lines."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate

from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import Draft
from ghapp.records import record, replaced
from ghapp.rules.problem import Fix


@record
class LineFix:
    """Whole lines `line..end_line` to be replaced by `text` (no final line end; "" deletes)."""

    line: int
    end_line: int
    text: str


class Piece(namedtuple("Piece", ("first", "last", "text", "added"))):
    """Lines `first..last` of the head as they came, and the text that they have by now."""

    first: int
    last: int
    text: str
    added: bool

    __slots__ = ()


def pieces_of(change: Change) -> list[Piece]:
    """The lines of the head, one piece each."""
    lines = zip(change.head.lines, change.head.ends, strict=True)
    return [
        Piece(number, number, line + end, number in change.added_set)
        for number, (line, end) in enumerate(lines, 1)
    ]


def applied(
    pieces: list[Piece], fixes: Iterable[Fix | None], left: Collection[int] = ()
) -> tuple[list[Piece], bool]:
    """Carry out the fixes that do not get in each other's way; whether there was any.

    Args:
        pieces: the text as it is by now.
        fixes: in the order in which they take precedence at one place.
        left: lines of the head, as they came, that nothing is to be changed in.

    """
    owners = [index for index, piece in enumerate(pieces) for _ in range(lines_in(piece.text))]
    chosen: list[Fix] = []
    wanted = sorted((fix for fix in fixes if fix is not None), key=lambda fix: fix.span)
    for fix in wanted:
        owned = owners[fix.span.line - 1 : fix.span.last_line]
        clear = not chosen or not chosen[-1].span.overlaps(fix.span)
        if owned and clear and all(_is_free(pieces[index], left) for index in owned):
            chosen.append(fix)
    return _spliced(pieces, owners, chosen), bool(chosen)


def _is_free(piece: Piece, left: Collection[int]) -> bool:
    return piece.added and not any(n in left for n in range(piece.first, piece.last + 1))


def _spliced(pieces: list[Piece], owners: list[int], chosen: list[Fix]) -> list[Piece]:
    """Put the fixes in, which come in order and do not overlap; what they touch is one piece."""
    starts = {index: line for line, index in reversed(list(enumerate(owners)))}
    result: list[Piece] = []
    done = 0  # pieces
    for group in _together(owners, chosen):
        first, last = owners[group[0].span.line - 1], _last_owner(owners, group[-1])
        text = "".join(piece.text for piece in pieces[first : last + 1])
        whole = Piece(
            pieces[first].first, pieces[last].last, _with(text, starts[first], group), added=True
        )
        result += [*pieces[done:first], whole]
        done = last + 1
    return [*result, *pieces[done:]]


def _together(owners: list[int], chosen: list[Fix]) -> Iterator[list[Fix]]:
    """The fixes in groups that touch the same pieces."""
    group: list[Fix] = []
    for fix in chosen:
        if group and owners[fix.span.line - 1] > _last_owner(owners, group[-1]):
            yield group
            group = []
        group.append(fix)
    if group:
        yield group


def _last_owner(owners: list[int], fix: Fix) -> int:
    return owners[min(fix.span.last_line, len(owners)) - 1]


def _with(text: str, before: int, fixes: list[Fix]) -> str:
    """A text that begins behind so many lines, with the fixes in it."""
    lines = _starts(text)
    windows = "\r\n" in text
    parts, at = [], 0
    for fix in fixes:
        start = _offset(text, lines, fix.span.line - before, fix.span.column)
        wanted = fix.text.replace("\r\n", "\n").replace("\n", "\r\n") if windows else fix.text
        parts += [text[at:start], wanted]
        at = _offset(text, lines, fix.span.end_line - before, fix.span.end_column)
    return "".join([*parts, text[at:]])


def _starts(text: str) -> list[int]:
    """Where the lines of a text begin."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def lines_in(text: str) -> int:
    """How many lines a text has; a line end at its end begins no other."""
    return text.count("\n") + (not text.endswith("\n") and text != "")


def _offset(text: str, starts: list[int], line: int, column: int) -> int:
    """Where a 1-based line and column lie in a text; the end when they lie beyond it."""
    return min(starts[min(line, len(starts)) - 1] + column - 1, len(text))


def changed_by(change: Change, pieces: list[Piece]) -> Change:
    """The change that has these pieces for its head."""
    added: list[int] = []
    number = 0
    for piece in pieces:
        count = lines_in(piece.text)
        if piece.added:
            added.extend(range(number + 1, number + count + 1))
        number += count
    head = Draft("".join(piece.text for piece in pieces))
    return replaced(change, head=head, added=tuple(added))


def line_fixes(head: Draft, pieces: list[Piece]) -> Iterator[LineFix]:
    """What differs from the head, in whole lines."""
    for piece in pieces:
        before = text_before(head, piece)
        text = piece.text.replace("\r\n", "\n")
        # An empty line has no fix of its own: as one, "" would delete the line.
        if piece.text != before and text != "\n":
            yield LineFix(piece.first, piece.last, text.removesuffix("\n"))


def text_before(head: Draft, piece: Piece) -> str:
    """The lines of a piece as they came."""
    if piece.first == piece.last:  # as nearly all are
        return head.lines[piece.first - 1] + head.ends[piece.first - 1]
    lines = range(piece.first - 1, piece.last)
    return "".join(head.lines[index] + head.ends[index] for index in lines)
