"""What the rules found in one file."""

from __future__ import annotations

from collections.abc import Sequence

from ghapp.records import record
from ghapp.rules.problem import Problem
from ghapp.rules.splicing import LineFix


@record
class FileFindings:
    """The problems in one file, by line, with the fixes that never overlap."""

    path: str
    problems: tuple[Problem, ...]
    fixes: tuple[LineFix, ...] = ()
    lines: Sequence[str] = ()  # of the head, without their ends
    fixed: str | None = None  # the whole text with all fixes
    judged: int | None = None  # changed lines that the rules looked at; None: they did not look

    def fix_for(self, problem: Problem) -> LineFix | None:
        """The fix of the lines that a problem stands on."""
        for fix in self.fixes:
            if fix.line <= problem.span.last_line and problem.span.line <= fix.end_line:
                return fix
        return None
