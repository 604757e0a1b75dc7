"""What the check run `newsletter` says of a head, with an annotation on each problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from hashlib import sha256

from ghapp.features.escape import entry
from ghapp.newsletter.counting import counted
from ghapp.ports.checks import (
    CHECK_NAME,
    Annotation,
    AnnotationLevel,
    Button,
    CheckResult,
    Conclusion,
)
from ghapp.ports.values import LineRange
from ghapp.review.assessment import Assessment
from ghapp.review.file_findings import FileFindings
from ghapp.rules.problem import Problem, Severity

MOST_ANNOTATIONS = 50
MOST_SETTINGS = 50
LONGEST_MESSAGE = 10_000  # characters; GitHub takes 64 KB, and the address has to be among them
CHECKED_BEFORE = "Every submission here was checked in its own pull request."
FIX_BUTTON = Button("Apply fixes", "Commits every suggested correction", "fix")
LEVELS = {
    Severity.NOTICE: AnnotationLevel.NOTICE,
    Severity.WARNING: AnnotationLevel.WARNING,
    Severity.ERROR: AnnotationLevel.FAILURE,
}
CONCLUSIONS = {Severity.WARNING: Conclusion.NEUTRAL, Severity.ERROR: Conclusion.FAILURE}


def check_result(
    assessment: Assessment, *, complete: bool = True, where: Sequence[str] = ()
) -> CheckResult:
    """The check run's result for a pull request.

    Args:
        assessment: what was found.
        complete: False if files were left out.
        where: sentences on the edition that it waits for, and how it comes there.

    """
    found = [(file, problem) for file, problem in _by_severity(assessment) if file.in_head]
    fixable = sum(len(file.fixes) for file in assessment.files if file.in_head)
    result = CheckResult(
        name=CHECK_NAME,
        conclusion=CONCLUSIONS.get(assessment.worst, Conclusion.SUCCESS),
        title=_title(assessment),
        summary=" ".join([*where, _summary(assessment, fixable, complete=complete)]).strip()
        + _settings_text(assessment.settings),
        digest="",
        annotations=tuple(_annotation(f, p) for f, p in found[:MOST_ANNOTATIONS]),
        buttons=(FIX_BUTTON,) if fixable else (),
    )
    return _with_digest(result)


def passed_check(title: str, summary: str) -> CheckResult:
    """A check run without anything to find: on the app's own pull requests."""
    return _with_digest(CheckResult(CHECK_NAME, Conclusion.SUCCESS, title, summary, ""))


def hint_check(title: str, summary: str) -> CheckResult:
    """A check run with something to know, which keeps nobody from merging."""
    return _with_digest(CheckResult(CHECK_NAME, Conclusion.NEUTRAL, title, summary, ""))


def _with_digest(result: CheckResult) -> CheckResult:
    return replace(result, digest=sha256(repr(astuple(result)).encode()).hexdigest()[:40])


def _by_severity(assessment: Assessment) -> list[tuple[FileFindings, Problem]]:
    found = [(file, problem) for file in assessment.files for problem in file.problems]
    return sorted(found, key=lambda pair: -pair[1].severity)


def _annotation(file: FileFindings, problem: Problem) -> Annotation:
    span = problem.span
    single = span.line == span.end_line and span.end_column > span.column
    return Annotation(
        place=LineRange(file.path, span.line, span.last_line),
        level=LEVELS[problem.severity],
        title=problem.rule,
        message=_with_address(problem),
        column=span.column if single else None,
        end_column=span.end_column - 1 if single else None,
    )


def _with_address(problem: Problem) -> str:
    """A problem's message and, below it, where it is explained: GitHub shows it as plain text."""
    message = problem.message
    if len(message) > LONGEST_MESSAGE:
        message = message[: LONGEST_MESSAGE - 1] + "…"
    return f"{message}\n\n{entry(problem.rule)}"


def _title(assessment: Assessment) -> str:
    parts = [
        counted(number, severity.word)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
        if (number := assessment.count(severity))
    ]
    return ", ".join(parts) if parts else "All is well"


def _all_corrections(number: int) -> str:
    return "the correction" if number == 1 else f"all {number} corrections at once"


def _summary(assessment: Assessment, fixable: int, *, complete: bool) -> str:
    problems = [problem for file in assessment.files for problem in file.problems]
    sentences = []
    if assessment.worst is Severity.OFF:
        sentences.append("Nothing to correct.")
    elif assessment.worst is Severity.NOTICE:
        sentences.append("Nothing that has to be corrected; the notices are hints.")
    if len(problems) > MOST_ANNOTATIONS:
        rest = len(problems) - MOST_ANNOTATIONS
        are = "is" if rest == 1 else "are"
        sentences.append(f"The {MOST_ANNOTATIONS} worst are marked; {rest} more {are} not.")
    if fixable:
        sentences.append(
            f"**{FIX_BUTTON.label}** commits {_all_corrections(fixable)} for whoever may write"
            " to this repository."
        )
    if not complete:
        sentences.append("This changes too many files: not all were read.")
    named = {problem.rule for problem in problems}
    if named:
        links = (f"[{name}]({entry(name)})" for name in sorted(named))
        sentences.append(f"Explained under {', '.join(links)}.")
    return " ".join(sentences)


def _settings_text(changed: Sequence[str] | None) -> str:
    """What a pull request changes in the settings, as a paragraph behind the others."""
    if changed is None:
        return ""
    if not changed:
        return "\n\nThe settings stay as they are."
    lines = [f"- {one}" for one in changed[:MOST_SETTINGS]]
    if len(changed) > MOST_SETTINGS:
        lines.append(f"- and {len(changed) - MOST_SETTINGS} more")
    return "\n\n".join(("", "Once this is merged:", "\n".join(lines)))
