"""All rules over one change: its problems, and one fix for each group of lines with any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import Draft
from ghapp.records import record, replaced
from ghapp.rules.context import Context
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

MOST_ROUNDS = 12  # one correction can make room for the next; more rounds than this never help


@record
class LineFix:
    """Whole lines `line..end_line` to be replaced by `text` (no final line end; "" deletes)."""

    line: int
    end_line: int
    text: str


@record
class Judged:
    """What is judged, and by what."""

    change: Change
    context: Context
    active: tuple[tuple[Rule, Severity], ...]
    kind: FileKind
    least_fixed: Severity

    def problems_in(self, change: Change) -> list[Problem]:
        """The problems in this change, or in the one that the corrections have made of it."""
        reading = Reading(change, self.context, self.kind)
        found = [
            replaced(problem, rule=rule.name, severity=_severity(problem, severity))
            for rule, severity in self.active
            for problem in rule.check(reading)
        ]
        return sorted(found, key=lambda problem: (problem.span, problem.rule))


@record
class Verdict:
    """The problems in a change, by line; the corrections are worked out when they are asked for."""

    judged: Judged
    problems: tuple[Problem, ...]

    @cached_property
    def fixes(self) -> tuple[LineFix, ...]:
        """The fixes, which never overlap."""
        return tuple(_line_fixes(self.judged.change.head, self._pieces))

    @cached_property
    def fixed(self) -> str:
        """The text with all fixes."""
        return "".join(piece.text for piece in self._pieces)

    @property
    def after(self) -> Change:
        """The same change with all fixes."""
        return _changed_by(self.judged.change, self._pieces)

    @cached_property
    def _pieces(self) -> list[_Piece]:
        judged = self.judged
        pieces, found = _pieces(judged.change), self.problems
        for _ in range(MOST_ROUNDS):
            wanted = [p.fix for p in found if p.severity >= judged.least_fixed]
            pieces, moved = _apply(pieces, wanted)
            if not moved:
                break
            found = tuple(judged.problems_in(_changed_by(judged.change, pieces)))
        return pieces


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
    judged = Judged(change, context, active, kind, least_fixed)
    return Verdict(judged, tuple(judged.problems_in(change)))


def _severity(problem: Problem, of_rule: Severity) -> Severity:
    return min(of_rule, Severity.NOTICE) if problem.advisory else of_rule


@record
class _Piece:
    """Lines `first..last` of the head as they came, and the text that they have by now."""

    first: int
    last: int
    text: str
    added: bool


def _pieces(change: Change) -> list[_Piece]:
    lines = zip(change.head.lines, change.head.ends, strict=True)
    return [
        _Piece(number, number, line + end, number in change.added_set)
        for number, (line, end) in enumerate(lines, 1)
    ]


def _apply(pieces: list[_Piece], fixes: Iterable[Fix | None]) -> tuple[list[_Piece], bool]:
    """Carry out the fixes that do not get in each other's way; whether there was any."""
    owners = [index for index, piece in enumerate(pieces) for _ in range(_lines_in(piece.text))]
    chosen: list[Fix] = []
    wanted = sorted((fix for fix in fixes if fix is not None), key=lambda fix: fix.span)
    for fix in wanted:
        owned = owners[fix.span.line - 1 : fix.span.last_line]
        clear = not chosen or not chosen[-1].span.overlaps(fix.span)
        if owned and clear and all(pieces[index].added for index in owned):
            chosen.append(fix)
    return _spliced(pieces, owners, chosen), bool(chosen)


def _spliced(pieces: list[_Piece], owners: list[int], chosen: list[Fix]) -> list[_Piece]:
    """Put the fixes in, which come in order and do not overlap; what they touch is one piece."""
    starts = {index: line for line, index in reversed(list(enumerate(owners)))}
    result: list[_Piece] = []
    done = 0  # pieces
    for group in _together(owners, chosen):
        first, last = owners[group[0].span.line - 1], _last_owner(owners, group[-1])
        text = "".join(piece.text for piece in pieces[first : last + 1])
        whole = _Piece(
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


def _lines_in(text: str) -> int:
    return text.count("\n") + (not text.endswith("\n") and text != "")


def _offset(text: str, starts: list[int], line: int, column: int) -> int:
    """Where a 1-based line and column lie in a text; the end when they lie beyond it."""
    return min(starts[min(line, len(starts)) - 1] + column - 1, len(text))


def _changed_by(change: Change, pieces: list[_Piece]) -> Change:
    added: list[int] = []
    number = 0
    for piece in pieces:
        count = _lines_in(piece.text)
        if piece.added:
            added.extend(range(number + 1, number + count + 1))
        number += count
    head = Draft("".join(piece.text for piece in pieces))
    return replaced(change, head=head, added=tuple(added))


def _line_fixes(head: Draft, pieces: list[_Piece]) -> Iterable[LineFix]:
    for piece in pieces:
        before = "".join(
            head.lines[number - 1] + head.ends[number - 1]
            for number in range(piece.first, piece.last + 1)
        )
        text = piece.text.replace("\r\n", "\n")
        # An empty line has no fix of its own: as one, "" would delete the line.
        if piece.text != before and text != "\n":
            yield LineFix(piece.first, piece.last, text.removesuffix("\n"))
