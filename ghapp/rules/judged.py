"""What a change is judged by: every rule that is on, and what they say, by its place."""

from __future__ import annotations

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.records import record, replaced
from ghapp.rules.context import Context
from ghapp.rules.losses import loss_between
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule
from ghapp.rules.told_once import told_once


@record
class Judged:
    """What is judged, and by what."""

    change: Change
    context: Context
    active: tuple[tuple[Rule, Severity], ...]
    kind: FileKind
    least_fixed: Severity

    def read(self, change: Change) -> Reading:
        """A change as the rules read it: the one judged, or what corrections have made of it."""
        return Reading(change, self.context, self.kind)

    def problems_in(self, reading: Reading) -> list[Problem]:
        """The problems in a change, by their places."""
        found: list[Problem] = []
        for rule, severity in self.active:
            told = _lines_told(found) if rule.unless_told else ()
            found.extend(
                _as_told(problem, rule, severity, reading)
                for problem in rule.check(reading)
                if problem.span.line not in told
            )
        # What stands at one place stays in the order of the rules.
        once = told_once(self._unbroken(found), reading.change.head)
        return sorted(once, key=lambda problem: problem.span)

    def _unbroken(self, found: list[Problem]) -> list[Problem]:
        """The problems without those that follow from a broken line: they may go with it."""
        breaking = {rule.name for rule, _ in self.active if rule.breaks_lines}
        broken = _lines_told([problem for problem in found if problem.rule in breaking])
        if not broken:
            return found
        patient = {rule.name for rule, _ in self.active if rule.unless_broken}
        return [one for one in found if one.rule not in patient or one.span.line not in broken]


def _lines_told(found: list[Problem]) -> set[int]:
    """The lines of which somebody warns."""
    return {
        line
        for problem in found
        if problem.severity >= Severity.WARNING
        for line in range(problem.span.line, problem.span.last_line + 1)
    }


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
