"""Each mistake is told once: where two rules correct one thing, the severer one speaks of it."""

from __future__ import annotations

from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ghapp.newsletter.draft import Draft


def told_once(problems: Iterable[Problem], head: Draft) -> Iterator[Problem]:
    """The problems without those whose correction is all that a severer one's around it does."""
    found = list(problems)
    by_line: dict[int, list[Problem]] = {}
    for problem in found:
        if problem.fix is not None:
            by_line.setdefault(problem.fix.span.line, []).append(problem)
    for problem in found:
        beside = by_line[problem.fix.span.line] if problem.fix is not None else ()
        if len(beside) < 2 or not any(_is_all_of(problem, one, head) for one in beside):
            yield problem


def _is_all_of(problem: Problem, other: Problem, head: Draft) -> bool:
    """Whether a problem's correction makes the same of the text as a severer one's."""
    fix, whole = problem.fix, other.fix
    if fix is None or whole is None or other.severity <= problem.severity:
        return False
    return whole.span.holds(fix.span) and _with(fix, whole.span, head) == whole.text


def _with(fix: Fix, span: Span, head: Draft) -> str:
    """What a stretch of text becomes by a correction in it."""
    before = Span(span.line, span.column, fix.span.line, fix.span.column)
    behind = Span(fix.span.end_line, fix.span.end_column, span.end_line, span.end_column)
    return head.slice(before) + fix.text + head.slice(behind)
