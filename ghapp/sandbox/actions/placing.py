"""Where a comment may stand on a diff, and where it stands after the lines have moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ghapp.sandbox.diffs import DiffFile, DiffLine, Hunk
from ghapp.sandbox.errors import invalid_request, unprocessable

BLANK_HUNK = "Pull request review thread diff hunk can't be blank"
START_ELSEWHERE = "Pull request review thread start line must be part of the same hunk as the line."
START_AFTER_END = "Pull request review thread start line must precede the end line."


@dataclass(frozen=True)
class LineComment:
    """One comment of a review that is about to be made."""

    path: str
    body: str
    line: int | None = None
    side: str = "RIGHT"
    start_line: int | None = None
    start_side: str | None = None
    position: int | None = None


@dataclass(frozen=True)
class Spot:
    """Lines of a diff on which a comment can stand."""

    side: str
    line: int
    start_side: str | None
    start_line: int | None
    diff_hunk: str


def place(draft: LineComment, changes: dict[str, DiffFile]) -> Spot:
    """Where the comment goes, or GitHub's reason why it cannot go there."""
    change = changes.get(draft.path)
    if change is None:
        raise unprocessable("Path could not be resolved")
    side, line = draft.side, draft.line
    if line is None:
        if draft.position is None:
            raise invalid_request('No subschema in "oneOf" matched.')
        side, line = _at_position(draft.position, change)
    hunk = change.hunk_with(side, line) if change.patch is not None else None
    if hunk is None:
        raise unprocessable("Line could not be resolved")
    start_side = None
    if draft.start_line is not None:
        start_side = draft.start_side or side
        if start_side == side and draft.start_line >= line:
            raise unprocessable(START_AFTER_END)
        if not hunk.has(start_side, draft.start_line):
            raise unprocessable(f"{START_ELSEWHERE.rstrip('.')}, and {BLANK_HUNK}")
    return Spot(side, line, start_side, draft.start_line, _excerpt(hunk, side, line))


def position(change: DiffFile | None, side: str, line: int) -> int | None:
    """How far down the patch this line stands, if it is in it at all."""
    for at, row in _rows(change) if change else ():
        if line == (row.new if side == "RIGHT" else row.old):
            return at
    return None


def shift(change: DiffFile | None, first: int, last: int) -> int | None:
    """How far the lines `first` to `last` moved down; nothing if any of them was touched."""
    moved = 0
    above = 0  # the last line of the old file that was seen
    for hunk in change.hunks if change else ():
        above = min((row.old for row in hunk.lines if row.old is not None), default=1) - 1
        for row in hunk.lines:
            above = above if row.old is None else row.old
            if row.mark == "-" and first <= above <= last:
                return None
            if row.mark == "+" and first <= above < last:
                return None
            if row.mark in "+-" and above < first:
                moved += 1 if row.mark == "+" else -1
    return moved


def _rows(change: DiffFile) -> Iterator[tuple[int, DiffLine]]:
    """The lines of a patch with their positions; hunk headers after the first count too."""
    at = 0
    for index, hunk in enumerate(change.hunks):
        at += index > 0
        for row in hunk.lines:
            at += 1
            yield at, row


def _at_position(wanted: int, change: DiffFile) -> tuple[str, int]:
    for at, row in _rows(change):
        line = row.old if row.mark == "-" else row.new
        if at == wanted and line is not None:
            return ("LEFT" if row.mark == "-" else "RIGHT"), line
    raise unprocessable("Position could not be resolved", BLANK_HUNK)


def _excerpt(hunk: Hunk, side: str, line: int) -> str:
    """The hunk down to the commented line, as `diff_hunk` shows it."""
    rows = [hunk.header]
    for row in hunk.lines:
        rows.append(row.mark + row.text)
        if line == (row.new if side == "RIGHT" else row.old):
            break
    return "\n".join(rows)
