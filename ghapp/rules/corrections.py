"""The corrections of a change, round after round, as long as they leave its lines true."""

from __future__ import annotations

from collections.abc import Iterable

from ghapp.newsletter.changes import Change
from ghapp.newsletter.flaw import Flaw
from ghapp.records import cached_property, record
from ghapp.rules.judged import Judged
from ghapp.rules.problem import Problem
from ghapp.rules.reading import Reading
from ghapp.rules.splicing import (
    LineFix,
    Piece,
    applied,
    changed_by,
    line_fixes,
    lines_in,
    pieces_of,
    text_before,
)

MOST_ROUNDS = 12  # one correction can make room for the next; more rounds than this never help


@record
class Corrections:
    """A change with its corrections, and the lines that are left as they came."""

    change: Change
    pieces: list[Piece]
    left: set[int]
    problems: tuple[Problem, ...]  # that are found with all of them

    @cached_property
    def fixes(self) -> tuple[LineFix, ...]:
        """The fixes, which never overlap."""
        return tuple(line_fixes(self.change.head, self.pieces))

    @cached_property
    def text(self) -> str:
        """The text of the head with all of them."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def after(self) -> Change:
        """The same change with all of them."""
        return changed_by(self.change, self.pieces)

    @cached_property
    def became(self) -> dict[int, range]:
        """The lines that each line of the head has become, with what was corrected beside it."""
        lines, first = {}, 1
        for piece in self.pieces:
            behind = first + lines_in(piece.text)
            for line in range(piece.first, piece.last + 1):
                lines[line] = range(first, behind)
            first = behind
        return lines


def corrections(judged: Judged, problems: Iterable[Problem]) -> Corrections:
    """Correct what can be corrected of some problems, and of those that show up behind them.

    Args:
        judged: the change, and what it is judged by.
        problems: that were found in it.

    """
    first, left = tuple(problems), set[int]()
    while True:
        pieces, problems = _corrected(judged, first, left)
        flawed = _flawed(judged, pieces)
        if not flawed:
            return Corrections(judged.change, pieces, left, problems)
        left |= flawed


def _corrected(
    judged: Judged, found: tuple[Problem, ...], left: set[int]
) -> tuple[list[Piece], tuple[Problem, ...]]:
    """The head with the corrections, but for some lines, and what is found in it then."""
    pieces = pieces_of(judged.change)
    for _ in range(MOST_ROUNDS):
        wanted = [p.fix for p in found if p.severity >= judged.least_fixed]
        pieces, moved = applied(pieces, wanted, left)
        if not moved:
            break
        found = tuple(judged.problems_in(judged.read(changed_by(judged.change, pieces))))
    return pieces, found


def _flawed(judged: Judged, pieces: list[Piece]) -> set[int]:
    """The lines of the head whose corrections leave what is not true on the site."""
    before, touched, line = judged.change.head, [], 0
    for piece in pieces:
        first, line = line + 1, line + lines_in(piece.text)
        if piece.text != text_before(before, piece):
            touched.append((range(piece.first, piece.last + 1), range(first, line + 1)))
    if not touched:
        return set()
    known = _flaws_in(judged.reading, [old for old, _ in touched])
    after = judged.read(changed_by(judged.change, pieces))
    flaws = _flaws_in(after, [new for _, new in touched])
    found: set[int] = set()
    for old, new in touched:
        left = [flaws[number] for number in new if number in flaws]
        odd = [known[number] for number in old if number in known]
        if any(not one.is_question or one not in odd for one in left):
            found.update(old)
    return found


def _flaws_in(reading: Reading, stretches: list[range]) -> dict[int, Flaw]:
    return reading.flaws({number for stretch in stretches for number in stretch})
