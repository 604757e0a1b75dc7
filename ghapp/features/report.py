"""The report: one comment on what no suggestion corrects, edited in place as that changes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.deeds import note_deed
from ghapp.features.judging import JudgedPull
from ghapp.features.links import files_address
from ghapp.features.report_text import MARKER, report, settled
from ghapp.features.suggestions import SuggestionMemory
from ghapp.ports.errors import RequestRejected
from ghapp.ports.store import Memory


@dataclass(frozen=True, slots=True)
class ReportMemory(Memory):
    """The report as it was last written."""

    kind: ClassVar[str] = "report"

    comment: int | None = None  # its id
    digest: str = ""  # of its text; with no comment known, one may have been written


async def write_report(context: JobContext, judged: JudgedPull, closing: str = "") -> bool:
    """Write, edit or leave the report.

    That one is about to be written is remembered first: if the app stops in between, it knows
    that there may be one to find.

    Returns:
        Whether people can read it; a dry run writes none.

    """
    pull, assessment = judged.pull, judged.assessment.for_comments
    unplaced = (await context.recall(SuggestionMemory, pull.number)).unplaced
    memory = await context.recall(ReportMemory, pull.number)
    files = files_address(context.repository, pull)
    text = report(assessment, pull.head.sha, files, unplaced, judged.conflicts, closing)
    comment = memory.comment
    if comment is None:
        if text is None and not memory.digest:
            return False
        comment = await _find(context, pull.number)
    body = text or settled(assessment, pull.head.sha)
    digest = sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:40]
    if comment is not None and memory != ReportMemory(comment, digest):
        comment = await _edit(context, comment, body)
    if comment is None and text is not None:
        await context.remember(ReportMemory(None, digest), pull.number)
        comment = await context.repository.create_comment(pull.number, body)
        await note_deed(context, pull.number, "Wrote a report.")
    await context.remember(ReportMemory(comment, digest if comment else ""), pull.number)
    return bool(comment)


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
