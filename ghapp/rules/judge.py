"""All rules over one change: its problems, and one fix for each group of lines with any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.rendering import Renderer
from ghapp.records import cached_property, record, replaced
from ghapp.rules.context import Context
from ghapp.rules.judged import Judged
from ghapp.rules.mended import mixed_lines, told_by_corrections
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.rules.corrections import Corrections
    from ghapp.rules.splicing import LineFix


@record
class Verdict:
    """The problems in a change, by line; the corrections are worked out when they are asked for."""

    judged: Judged
    found: tuple[Problem, ...]  # by all rules, in their order
    problems: tuple[Problem, ...]  # what is told of them, by line

    def for_editor(self) -> Verdict:
        """The same where an editor made the change, without what editors are spared."""
        return _verdict(replaced(self.judged, is_editors=True), self.found)

    @property
    def fixes(self) -> tuple[LineFix, ...]:
        """The fixes, which never overlap."""
        return self._corrections.fixes

    @property
    def fixed(self) -> str:
        """The text with all fixes."""
        return self._corrections.text

    @property
    def after(self) -> Change:
        """The same change with all fixes."""
        return self._corrections.after

    @property
    def uncorrected(self) -> set[int]:
        """The lines of the head for which no correction is offered: it would not make them true."""
        return self._corrections.left

    def gone(self, problem: Problem) -> bool:
        """Whether its rule finds nothing any more on its line with all fixes."""
        lines = self._corrections.became.get(problem.span.line, ())
        return not any((problem.rule, line) in self._left for line in lines)

    @cached_property
    def _left(self) -> set[tuple[str, int]]:
        return {(problem.rule, problem.span.line) for problem in self._corrections.problems}

    @cached_property
    def _corrections(self) -> Corrections:
        from ghapp.rules.corrections import corrections  # most who check a draft only read of it

        return corrections(self.judged, self.problems)


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
    flaws = judged.reading.flaws(fixed)
    mixed = mixed_lines(verdict.problems, judged.rules_of_form, flaws, judged.change.head)
    if not mixed and not flaws:
        return verdict
    without = verdict.uncorrected
    offered = [
        replaced(problem, fix=None) if problem.span.line in without else problem
        for problem in verdict.problems
    ]
    if mixed - without:
        offered = told_by_corrections(offered, mixed - without, verdict.gone)
    return Verdict(judged, found, tuple(offered))
