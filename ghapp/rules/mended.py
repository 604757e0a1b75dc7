"""What a correction mends is told by it: no other rule tells the same without a correction."""

from __future__ import annotations

from ghapp.records import replaced
from ghapp.rules.problem import Fix, Problem, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable


def near(fix: Fix) -> range:
    """The lines that a correction changes, and the one below: what hangs there depends on it."""
    return range(fix.span.line, fix.span.last_line + 2)


def told_by_corrections(
    told: Iterable[Problem], mixed: Collection[int], gone: Callable[[Problem], bool]
) -> list[Problem]:
    """The problems without those that go with the corrections of their line, or of that above.

    The severest correction there is as severe as all that goes with it.

    Args:
        told: the problems of a change.
        mixed: the lines of problems without a correction that one stands beside.
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
    for line, severity in worst.items():
        corrected = [one for one in kept if one.fix and line in near(one.fix)]
        severest = max(corrected, key=lambda one: one.severity, default=None)
        if severest is not None and severest.severity < severity:
            kept[kept.index(severest)] = replaced(severest, severity=severity)
    return kept
