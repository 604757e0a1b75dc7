"""Each mistake is told once: by the rule that knows most of it, or by the severer of two."""

from __future__ import annotations

from itertools import groupby

from ghapp.newsletter.spans import Span
from ghapp.records import replaced
from ghapp.rules.problem import Fix, Problem, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ghapp.newsletter.draft import Draft
    from ghapp.rules.rule import Rule


def told_once(
    found: Iterable[Problem], rules: Mapping[str, Rule], head: Draft
) -> Iterator[Problem]:
    """The problems without those that others tell already, or that go with them.

    Args:
        found: in the order of the rules.
        rules: by name.
        head: what they were found in.

    """
    left = _unless_told(_unless_settled(list(found), rules), rules)
    return _by_the_severer(_once_a_line(_unless_broken(left, rules)), head)


def _unless_settled(found: list[Problem], rules: Mapping[str, Rule]) -> list[Problem]:
    """Without what others say of lines of which one rule knows how they read.

    What that rule says is as severe as the severest of all of it.
    """
    settled = {one.span.line for one in found if rules[one.rule].settles_lines}
    worst: dict[int, Severity] = {}
    for one in found if settled else ():
        worst[one.span.line] = max(one.severity, worst.get(one.span.line, Severity.OFF))
    return [
        replaced(one, severity=worst[one.span.line]) if one.span.line in settled else one
        for one in found
        if rules[one.rule].settles_lines or one.span.line not in settled
    ]


def _unless_told(found: Iterable[Problem], rules: Mapping[str, Rule]) -> list[Problem]:
    """Without what some rules say of lines that others have explained."""
    left: list[Problem] = []
    told: set[int] = set()
    for name, group in groupby(found, key=lambda problem: problem.rule):
        is_quiet = rules[name].unless_told
        of_rule = [one for one in group if not (is_quiet and one.span.line in told)]
        explains = rules[name].explains
        told |= _lines_told(one for one in of_rule if explains or one.explains)
        left += of_rule
    return left


def _unless_broken(found: list[Problem], rules: Mapping[str, Rule]) -> list[Problem]:
    """Without what follows from a broken line: it may go with it, or is on the rest of its text."""
    breaking = [one for one in found if rules[one.rule].breaks_lines]
    broken = _lines_told(breaking)
    rest = _lines_told((*breaking, *(one for one in found if one.explains)), behind=1)
    left = (one for one in found if one.span.line not in rest)
    return [one for one in left if not (rules[one.rule].unless_broken and one.span.line in broken)]


def _lines_told(found: Iterable[Problem], behind: int = 0) -> set[int]:
    """The lines of which somebody warns; or only those behind the first ones of each warning."""
    return {
        line
        for problem in found
        if problem.severity >= Severity.WARNING
        for line in range(problem.span.line + behind, problem.span.last_line + 1)
    }


def _once_a_line(found: list[Problem]) -> list[Problem]:
    """Without what a rule says again on the same line, unless each place has its correction."""
    left: list[Problem] = []
    told: set[tuple[str, int, str]] = set()
    for problem in found:
        what = (problem.rule, problem.span.line, problem.message)
        if problem.fix is not None or what not in told:
            left.append(problem)
        told.add(what)
    return left


def _by_the_severer(found: list[Problem], head: Draft) -> Iterator[Problem]:
    """Without those whose correction a severer or wider one around it makes needless."""
    by_line: dict[int, list[Problem]] = {}
    for problem in found:
        if problem.fix is not None:
            by_line.setdefault(problem.fix.span.line, []).append(problem)
    for problem in found:
        beside = by_line[problem.fix.span.line] if problem.fix is not None else ()
        if len(beside) < 2 or not any(_is_all_of(problem, one, head) for one in beside):
            yield problem


def _is_all_of(problem: Problem, other: Problem, head: Draft) -> bool:
    """Whether another one's correction makes a problem's own needless.

    It reaches around it, is severer, or as severe and wider, and comes to the same. Spaces inside
    it are part of what it writes anew.
    """
    fix, whole = problem.fix, other.fix
    if fix is None or whole is None or not whole.span.holds(fix.span):
        return False
    is_wider = whole.span != fix.span
    if other.severity < problem.severity or (other.severity == problem.severity and not is_wider):
        return False
    begins_inside = (whole.span.line, whole.span.column) < (fix.span.line, fix.span.column)
    sets_spaces = begins_inside and not (fix.text + head.slice(fix.span)).strip(" \t")
    return sets_spaces or _with(fix, whole.span, head) == whole.text


def _with(fix: Fix, span: Span, head: Draft) -> str:
    """What a stretch of text becomes by a correction in it."""
    before = Span(span.line, span.column, fix.span.line, fix.span.column)
    behind = Span(fix.span.end_line, fix.span.end_column, span.end_line, span.end_column)
    return head.slice(before) + fix.text + head.slice(behind)
