"""What the rules would have found, written down for a table."""

from ghapp.newsletter.spans import Span
from ghapp.review.assessment import Assessment
from ghapp.review.file_findings import FileFindings
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.splicing import LineFix

DRAFT = "draft/2026-12-02-crab-weekly.md"
NOTICE, WARNING, ERROR = Severity.NOTICE, Severity.WARNING, Severity.ERROR


def problem(line, rule="bullet", severity=WARNING, *, fixed=False, column=1, end_column=2):
    """A problem on a line, perhaps with a correction."""
    span = Span.within(line, column - 1, end_column - 1)
    fix = Fix(span, "*") if fixed else None
    return Problem(span, f"About {rule}.", fix, rule, severity)


def findings(*problems, fixes=(), path=DRAFT, lines=None):
    """The problems of one file, with the fixes of these lines."""
    lines = lines or [f"- line {number}" for number in range(1, 100)]
    line_fixes = tuple(LineFix(n, n, lines[n - 1].replace("-", "*", 1)) for n in fixes)
    return FileFindings(path, problems, line_fixes, lines)


def assessed(*files):
    """A pull request with these files."""
    return Assessment(frozenset(), frozenset(), files)
