"""Problems written for a terminal, for programs, and for GitHub's workflow log."""

from __future__ import annotations

from collections.abc import Iterable

from ghapp.local.terminal import BOLD, COLOURS, RESET
from ghapp.newsletter.patterns import pattern
from ghapp.rules.problem import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ghapp.review.file_findings import FileFindings
    from ghapp.rules.problem import Problem
    from ghapp.rules.splicing import LineFix

CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f]")


def as_data(path: str, problem: Problem, fix: LineFix | None) -> dict[str, Any]:
    """One problem as plain data; lines and columns from 1, `end_column` exclusive."""
    span = problem.span
    return {
        "path": path,
        "rule": problem.rule,
        "severity": problem.severity.word,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": problem.message,
        "fix": None
        if fix is None
        else {"line": fix.line, "end_line": fix.end_line, "text": fix.text},
    }


def as_list(findings: Iterable[FileFindings]) -> list[dict[str, Any]]:
    """All problems of several files as plain data."""
    return [
        as_data(file.path, problem, file.fix_for(problem))
        for file in findings
        for problem in file.problems
    ]


def render(findings: Iterable[FileFindings], form: str, *, coloured: bool = False) -> str:
    """Write problems as `text`, coloured or not, as `json` or for `github`, its workflow log."""
    files = list(findings)
    if form == "json":
        import json  # the one form that needs it

        return json.dumps(as_list(files), ensure_ascii=False, indent=2) + "\n"
    text = _as_coloured_text if coloured else _as_text
    line = _as_workflow_command if form == "github" else text
    return "".join(line(file, problem) for file in files for problem in file.problems)


def _as_text(file: FileFindings, problem: Problem) -> str:
    return f"{_where(file, problem)} {problem.severity.word}: {_said(problem)}\n"


def _as_coloured_text(file: FileFindings, problem: Problem) -> str:
    word = f"{COLOURS[problem.severity]}{problem.severity.word}:{RESET}"
    return f"{BOLD}{_where(file, problem)}{RESET} {word} {_said(problem)}\n"


def _where(file: FileFindings, problem: Problem) -> str:
    return f"{_harmless(file.path)}:{problem.span.line}:{problem.span.column}:"


def _said(problem: Problem) -> str:
    mark = " (can be fixed)" if problem.fix is not None else ""
    return f"{_harmless(problem.message)} [{problem.rule}]{mark}"


def _harmless(text: str) -> str:
    """A text of strangers: a terminal obeys control characters, whoever wrote them."""
    if text.isprintable():
        return text
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _as_workflow_command(file: FileFindings, problem: Problem) -> str:
    """GitHub Actions: "Workflow commands for GitHub Actions", setting an error message."""
    span = problem.span
    words = {Severity.NOTICE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}
    place = f"file={_property(file.path)},line={span.line},endLine={span.last_line}"
    if span.line == span.end_line:
        place += f",col={span.column},endColumn={max(span.end_column - 1, span.column)}"
    message = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{words[problem.severity]} {place},title={problem.rule}::{message}\n"


def _property(text: str) -> str:
    for character, escape in (
        ("%", "%25"),
        ("\r", "%0D"),
        ("\n", "%0A"),
        (":", "%3A"),
        (",", "%2C"),
    ):
        text = text.replace(character, escape)
    return text
