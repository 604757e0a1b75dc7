"""What a change is judged by: every rule that is on, and what they say, by its place."""

from __future__ import annotations

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.records import cached_property, record, replaced
from ghapp.rules.context import Context
from ghapp.rules.losses import loss_between
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule
from ghapp.rules.told_once import told_once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


@record
class Judged:
    """What is judged, and by what."""

    change: Change
    context: Context
    active: tuple[tuple[Rule, Severity], ...]
    kind: FileKind
    least_fixed: Severity
    is_editors: bool = False  # whether an editor made the change, who is spared some of it

    @cached_property
    def reading(self) -> Reading:
        """The change as the rules read it."""
        return self.read(self.change)

    @property
    def rules_of_form(self) -> frozenset[str]:
        """The rules that say how a line reads; others say the same however it is written."""
        return frozenset(rule.name for rule, _ in self.active if rule.explains)

    def read(self, change: Change) -> Reading:
        """A change as the rules read it: the one judged, or what corrections have made of it."""
        return Reading(change, self.context, self.kind)

    def problems_in(self, reading: Reading) -> list[Problem]:
        """What is told of a change, by its place."""
        return self.told(self.found_in(reading), reading.change)

    def found_in(self, reading: Reading) -> list[Problem]:
        """All that the rules find in a change, in their order."""
        return [
            _as_told(problem, rule, severity, reading)
            for rule, severity in self.active
            for problem in rule.check(reading)
        ]

    def told(self, found: Iterable[Problem], change: Change) -> list[Problem]:
        """What is told of all that was found in a change, by its place."""
        if self.is_editors:
            found = [problem for problem in found if not problem.spares_editors]
        once = told_once(found, {rule.name: rule for rule, _ in self.active}, change.head)
        # What stands at one place stays in the order of the rules.
        return sorted(once, key=lambda problem: problem.span)


def _as_told(problem: Problem, rule: Rule, severity: Severity, reading: Reading) -> Problem:
    """A problem with what its rule says of all of them; without a fix that loses something."""
    fix = problem.fix
    if fix is not None and rule.loses < loss_between(reading.change.head.slice(fix.span), fix.text):
        fix = None
    return replaced(
        problem,
        rule=rule.name,
        severity=_severity(problem, severity, in_print=rule.until_print and reading.is_in_print),
        spares_editors=problem.spares_editors or rule.spares_editors,
        fix=fix,
    )


def _severity(problem: Problem, of_rule: Severity, *, in_print: bool) -> Severity:
    return min(of_rule, Severity.NOTICE) if problem.advisory or in_print else of_rule
