"""What a correction mends is told by it: no other rule tells the same without a correction."""

from __future__ import annotations

from ghapp.records import replaced
from ghapp.rules.problem import Fix, Problem, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ghapp.newsletter.draft import Draft

# What a line is made of besides its marks: a correction of these alone makes no other line of it.
WORDS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \t/:.,?&=%_-")


def mixed_lines(
    told: Iterable[Problem], rules_of_form: Collection[str], flawed: Collection[int], head: Draft
) -> set[int]:
    """The lines of which somebody says what may go with another one's correction.

    Args:
        told: the problems of a change.
        rules_of_form: the rules that say how a line reads.
        flawed: the lines with corrections that are not true on the site as they came: of others,
            notices are no reason to carry out all corrections.
        head: the text that the problems stand in.

    """
    told = list(told)
    rules: dict[int, set[str]] = {}  # that correct each line
    for one in told:
        for line in _near(one.fix) if one.fix and _changes_marks(one.fix, head) else ():
            rules.setdefault(line, set()).add(one.rule)
    return {
        one.span.line
        for one in told
        if one.fix is None
        and rules.get(one.span.line, set()) - {one.rule}  # which knows what it says itself
        and (one.explains or one.rule in rules_of_form)
        and (one.severity >= Severity.WARNING or one.span.line in flawed)
    }


def _changes_marks(fix: Fix, head: Draft) -> bool:
    """Whether a correction leaves other marks: not where it only spells an address or a gap."""
    before = [sign for sign in head.slice(fix.span) if sign not in WORDS]
    return sorted(before) != sorted(sign for sign in fix.text if sign not in WORDS)


def _near(fix: Fix) -> range:
    """The lines that a correction changes; where it joins some, what hangs below depends on it."""
    first, last = fix.span.line, fix.span.last_line
    return range(first, last + 1 + (last > first))


def told_by_corrections(
    told: Iterable[Problem], mixed: Collection[int], gone: Callable[[Problem], bool]
) -> list[Problem]:
    """The problems without those that go with the corrections of their line, or of that above.

    The severest correction there is as severe as all that goes with it.

    Args:
        told: the problems of a change.
        mixed: the lines that have both.
        gone: whether a problem is none any more with all corrections.

    """
    worst: dict[int, Severity] = {}
    kept: list[Problem] = []
    for problem in told:
        line = problem.span.line
        if problem.fix is None and line in mixed and gone(problem):
            worst[line] = max(problem.severity, worst.get(line, Severity.OFF))
        else:
            kept.append(problem)
    severest: dict[int, int] = {}  # where the severest correction of each line stands
    for index, one in enumerate(kept):
        for line in _near(one.fix) if one.fix else ():
            if line not in severest or kept[severest[line]].severity < one.severity:
                severest[line] = index
    for line, severity in worst.items():
        at = severest.get(line)
        if at is not None and kept[at].severity < severity:
            kept[at] = replaced(kept[at], severity=severity)
    return kept
