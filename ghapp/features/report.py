"""The report: one comment that says what to correct, edited in place, silent when all is well."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.escape import explained, fenced
from ghapp.features.suggestions import Suggestion, SuggestionMemory, suggestions
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.ports.errors import RequestRejected
from ghapp.ports.store import Memory
from ghapp.ports.values import PullRequest
from ghapp.review.assessment import Assessment
from ghapp.review.file_findings import FileFindings
from ghapp.rules.problem import Problem, Severity

MARKER = "<!-- ghapp:report -->"
LONGEST = 60_000  # GitHub takes 65,536 characters
MOST_LISTED = 40
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ReportMemory(Memory):
    """The report as it was last written."""

    kind: ClassVar[str] = "report"

    comment: int | None = None  # its id
    digest: str = ""  # of its text; with no comment known, one may have been written


def all_is_well(head: str) -> str:
    """The report's one line when nothing is left to correct."""
    return f"{MARKER}\nAll is well in `{head[:7]}`, nothing left to correct. Thank you!"


def report(assessment: Assessment, head: str, unplaced: frozenset[str] = frozenset()) -> str | None:
    """The report on a head; None when there is nothing at warning or above.

    Args:
        assessment: what was found.
        head: the commit SHA that it speaks of.
        unplaced: digests of the suggestions that could not be placed on their lines.

    """
    found = [
        (file, problem)
        for file in assessment.files
        for problem in file.problems
        if problem.severity >= Severity.WARNING
    ]
    if not found:
        return None
    found.sort(key=lambda pair: -pair[1].severity)
    lines = _items(found[:MOST_LISTED])
    if len(found) > MOST_LISTED:
        lines.append(f"- and {len(found) - MOST_LISTED} more, marked in the check.")
    parts = [MARKER, _opening(len(found), head), "\n".join(lines)]
    wanted = suggestions(assessment)
    parts += _shown([one for one in wanted if one.digest in unplaced])
    parts.append(_closing(any(one.digest not in unplaced for one in wanted)))
    text = parts[0] + "\n" + "\n\n".join(parts[1:])
    return text if len(text) <= LONGEST else _shortened(len(found), head)


def _opening(number: int, head: str) -> str:
    things = "One thing" if number == 1 else counted(number, "thing")
    return f"Thank you for this! {things} to look at in `{head[:7]}`:"


def _items(found: list[tuple[FileFindings, Problem]]) -> list[str]:
    """One item for each line that has problems, the worst first."""
    said: dict[tuple[str, int], list[str]] = {}
    for file, problem in found:
        gravity = "**Needed:** " if problem.severity is Severity.ERROR else ""
        place = file.path, problem.span.line
        said.setdefault(place, []).append(f"{gravity}{explained(problem)}")
    return [
        f"- {code_span(path)}, line {line}: {' '.join(dict.fromkeys(messages))}"
        for (path, line), messages in said.items()
    ]


def _shown(others: list[Suggestion]) -> list[str]:
    """Corrections that have no place on the diff, as text to copy."""
    parts = []
    for one in others[:MOST_SHOWN]:
        lines = f"line {one.place.line}"
        if one.place.end_line > one.place.line:
            lines = f"lines {one.place.line} to {one.place.end_line}"
        parts.append(f"Corrected, {code_span(one.place.path)}, {lines}:\n\n{fenced(one.text)}")
    return parts


def _closing(has_suggestions: bool) -> str:
    how = "The suggestions on the lines take one click each. " if has_suggestions else ""
    return f"{how}I look again at every push, and this comment will follow."


def _shortened(number: int, head: str) -> str:
    return f"{MARKER}\n{_opening(number, head)} see the lines marked in the check."


async def write_report(context: JobContext, pull: PullRequest, assessment: Assessment) -> None:
    """Write, edit or leave the report.

    That one is about to be written is remembered first: if the app stops in between, it knows
    that there may be one to find.
    """
    unplaced = (await context.recall(SuggestionMemory, pull.number)).unplaced
    memory = await context.recall(ReportMemory, pull.number)
    text = report(assessment, pull.head.sha, unplaced)
    comment = memory.comment
    if comment is None:
        if text is None and not memory.digest:
            return
        comment = await _find(context, pull.number)
    body = text or all_is_well(pull.head.sha)
    digest = sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:40]
    if comment is not None and memory != ReportMemory(comment, digest):
        comment = await _edit(context, comment, body)
    if comment is None and text is not None:
        await context.remember(ReportMemory(None, digest), pull.number)
        comment = await context.repository.create_comment(pull.number, body)
    await context.remember(ReportMemory(comment, digest if comment else ""), pull.number)


async def _edit(context: JobContext, comment: int, body: str) -> int | None:
    """Edit the report; None if somebody deleted it."""
    try:
        await context.repository.edit_comment(comment, body)
    except RequestRejected:
        return None
    return comment


async def _find(context: JobContext, number: int) -> int | None:
    """The report that the app wrote and does not remember: its own comment with the marker."""
    for comment in await context.repository.comments(number):
        if comment.is_ours and comment.body.startswith(MARKER):
            return comment.id
    return None
