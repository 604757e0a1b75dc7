"""What was found in one file: by the rules on its lines, and in the file as a whole."""

from __future__ import annotations

from bisect import bisect_left

from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ghapp.rules.judge import Verdict
    from ghapp.rules.problem import Problem
    from ghapp.rules.splicing import LineFix


@record
class FileFindings:
    """The problems in one file, by line, with the fixes, which come in order and never overlap."""

    path: str
    problems: tuple[Problem, ...]
    fixes: tuple[LineFix, ...] = ()
    lines: Sequence[str] = ()  # of the head, without their ends
    fixed: str | None = None  # the whole text with all fixes
    judged: int | None = None  # changed lines that the rules checked; None: they were not applied
    corrected: int = 0  # problems that are gone, as the file was rewritten
    in_head: bool = True  # False: put together for the merge, so that no line of it can be shown

    def fix_for(self, problem: Problem) -> LineFix | None:
        """The fix of the lines that a problem stands on."""
        at = bisect_left(self.fixes, problem.span.line, key=lambda fix: fix.end_line)
        fix = self.fixes[at] if at < len(self.fixes) else None
        return fix if fix is not None and fix.line <= problem.span.last_line else None


@record
class JudgedFile:
    """One file judged once, before anybody asks who made the change."""

    path: str
    of_file: tuple[Problem, ...] = ()  # what is wrong with it as a whole
    verdict: Verdict | None = None  # None: no rules apply to it

    @property
    def depends_on_author(self) -> bool:
        """Whether editors are spared anything in it."""
        by_rules = self.verdict.problems if self.verdict is not None else ()
        return any(problem.spares_editors for problem in (*self.of_file, *by_rules))

    def findings(self, *, is_editor: bool) -> FileFindings:
        """What is reported to the author; an editor is spared some of it."""
        of_file = tuple(p for p in self.of_file if not (is_editor and p.spares_editors))
        if self.verdict is None:
            return FileFindings(self.path, of_file)
        verdict = self.verdict.for_editor() if is_editor else self.verdict
        change = verdict.judged.change
        return FileFindings(
            path=self.path,
            problems=(*of_file, *verdict.problems),
            fixes=verdict.fixes,
            lines=change.head.lines,
            fixed=verdict.fixed,
            judged=len(change.added),
        )
