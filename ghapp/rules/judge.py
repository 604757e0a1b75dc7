"""All rules over one change: its problems, and one fix for each group of lines with any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.flaws import Flaw
from ghapp.newsletter.rendering import Renderer
from ghapp.records import cached_property, record, replaced
from ghapp.rules.context import Context
from ghapp.rules.judged import Judged
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule
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
class Verdict:
    """The problems in a change, by line; the corrections are worked out when they are asked for."""

    judged: Judged
    found: tuple[Problem, ...]  # by all rules, in their order
    problems: tuple[Problem, ...]  # what is told of them, by line

    def for_editor(self) -> Verdict:
        """The same where an editor made the change, without what editors are spared."""
        return _verdict(replaced(self.judged, is_editors=True), self.found)

    @cached_property
    def fixes(self) -> tuple[LineFix, ...]:
        """The fixes, which never overlap."""
        return tuple(line_fixes(self.judged.change.head, self._pieces))

    @cached_property
    def fixed(self) -> str:
        """The text with all fixes."""
        return "".join(piece.text for piece in self._pieces)

    @property
    def after(self) -> Change:
        """The same change with all fixes."""
        return changed_by(self.judged.change, self._pieces)

    @property
    def _pieces(self) -> list[Piece]:
        return self._corrected[0]

    @property
    def uncorrected(self) -> set[int]:
        """The lines of the head for which no correction is offered: it would not make them true."""
        return self._corrected[1]

    @cached_property
    def _corrected(self) -> tuple[list[Piece], set[int]]:
        """The head with the corrections, and the lines that are left as they came."""
        left: set[int] = set()
        while True:
            pieces = self._corrected_but(left)
            flawed = self._flawed(pieces)
            if not flawed:
                return pieces, left
            left |= flawed

    def _corrected_but(self, left: set[int]) -> list[Piece]:
        judged = self.judged
        pieces, found = pieces_of(judged.change), self.problems
        for _ in range(MOST_ROUNDS):
            wanted = [p.fix for p in found if p.severity >= judged.least_fixed]
            pieces, moved = applied(pieces, wanted, left)
            if not moved:
                break
            found = tuple(judged.problems_in(judged.read(changed_by(judged.change, pieces))))
        return pieces

    def _flawed(self, pieces: list[Piece]) -> set[int]:
        """The lines of the head whose corrections leave what is not true on the site."""
        before, touched, line = self.judged.change.head, [], 0
        for piece in pieces:
            first, line = line + 1, line + lines_in(piece.text)
            if piece.text != text_before(before, piece):
                touched.append((range(piece.first, piece.last + 1), range(first, line + 1)))
        if not touched:
            return set()
        known = _flaws_in(self.judged.reading, [old for old, _ in touched])
        after = self.judged.read(changed_by(self.judged.change, pieces))
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


def judge(
    change: Change,
    context: Context,
    rules: Iterable[Rule],
    severities: Mapping[str, Severity],
    kind: FileKind = FileKind.DRAFT,
    least_fixed: Severity = Severity.NOTICE,
) -> Verdict:
    """Check a change by every rule that is on.

    Args:
        change: what to look at; nothing outside its added lines is corrected.
        context: what else is known.
        rules: the rules to check.
        severities: by rule name where it differs from the rule's own; OFF leaves a rule out.
        kind: what the changed file is to the newsletter.
        least_fixed: problems below this severity are reported but not corrected.

    """
    active = tuple(
        (rule, severity)
        for rule in rules
        if (severity := severities.get(rule.name, rule.severity)) and kind in rule.kinds
    )
    # Each correction is looked at on the site: what it makes of a line, it makes of it again.
    if context.renderer is None:
        context = replaced(context, renderer=Renderer())
    judged = Judged(change, context, active, kind, least_fixed)
    return _verdict(judged, tuple(judged.found_in(judged.reading)))


def _verdict(judged: Judged, found: tuple[Problem, ...]) -> Verdict:
    """The verdict on what was found; a correction that leaves its line untrue is not offered."""
    verdict = Verdict(judged, found, tuple(judged.told(found, judged.change)))
    fixed = {problem.fix.span.line for problem in verdict.problems if problem.fix}
    if not judged.reading.flaws(fixed):
        return verdict
    without = verdict.uncorrected
    offered = (
        replaced(problem, fix=None) if problem.span.line in without else problem
        for problem in verdict.problems
    )
    return Verdict(judged, found, tuple(offered))
