"""Suggestions: corrections on the lines of a pull request, one click away for its author."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.deeds import note_deed
from ghapp.features.escape import explained, fenced
from ghapp.newsletter.counting import counted
from ghapp.ports.errors import RequestRejected
from ghapp.ports.store import Memory
from ghapp.ports.values import LineRange, PullRequest, ReviewComment
from ghapp.review.assessment import Assessment
from ghapp.review.file_findings import FileFindings
from ghapp.rules.problem import Problem, Severity

MOST_SUGGESTIONS = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SuggestionMemory(Memory):
    """The suggestions for a pull request's present lines, by their digests."""

    kind: ClassVar[str] = "suggestions"

    made: frozenset[str] = frozenset()
    unplaced: frozenset[str] = frozenset()  # GitHub would not have them on their lines


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One correction of whole lines, known again by its digest while the lines stay as they are."""

    place: LineRange
    text: str
    problems: tuple[Problem, ...]  # at warning or above, that it corrects
    digest: str

    @property
    def body(self) -> str:
        """The comment on the lines."""
        return f"{explained(self.problems)}\n\n{fenced(self.text, 'suggestion')}".lstrip()


def suggestions(assessment: Assessment) -> list[Suggestion]:
    """The suggestions for all fixes of a pull request.

    Lines that are alike (the title of an event on two dates) are told apart by their order.
    """
    alike: Counter[str] = Counter()
    found = []
    for file in assessment.files:
        if not file.in_head:
            continue
        corrected = _corrected(file)
        for fix in file.fixes:
            before = "\n".join(file.lines[fix.line - 1 : fix.end_line])
            known_by = "\0".join((file.path, before, fix.text))
            alike[known_by] += 1
            if alike[known_by] > 1:
                known_by += f"\0{alike[known_by]}"
            digest = sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            place = LineRange(file.path, fix.line, fix.end_line)
            problems = tuple(corrected.get(fix.line, ()))
            found.append(Suggestion(place, fix.text, problems, digest))
    return found


def _corrected(file: FileFindings) -> dict[int, list[Problem]]:
    """The problems that are corrected, by the first line of the fix."""
    fix_on = {line: fix for fix in file.fixes for line in range(fix.line, fix.end_line + 1)}
    corrected: dict[int, list[Problem]] = {}
    for problem in file.problems:
        if problem.fix is None or problem.severity < Severity.WARNING:
            continue
        span = problem.fix.span
        fix = next((fix_on[n] for n in range(span.line, span.last_line + 1) if n in fix_on), None)
        if fix is not None:
            corrected.setdefault(fix.line, []).append(problem)
    return corrected


def review_body(number: int, head: str) -> str:
    """What stands above the suggestions of a review."""
    if number == 1:
        return f"A small correction to `{head[:7]}`, one click away."
    return f"{number} small corrections to `{head[:7]}`, each one click away."


async def make_suggestions(context: JobContext, pull: PullRequest, assessment: Assessment) -> None:
    """Make the suggestions that are not there yet, in one review.

    Those that GitHub does not place are remembered as such: the report shows them instead.
    """
    wanted = suggestions(assessment)
    digests = frozenset(one.digest for one in wanted)
    memory = await context.recall(SuggestionMemory, pull.number)
    made, unplaced = memory.made & digests, memory.unplaced & digests
    room = max(MOST_SUGGESTIONS - len(made), 0)
    new = [one for one in wanted if one.digest not in made | unplaced]
    unplaced |= {one.digest for one in new[room:]}
    missing = await _not_there(context, pull, new[:room])
    if missing and not await _review(context, pull, missing):
        unplaced |= {one.digest for one in missing}
    await context.remember(SuggestionMemory(digests - unplaced, unplaced), pull.number)


async def _review(context: JobContext, pull: PullRequest, new: list[Suggestion]) -> bool:
    """Make suggestions in one review; False if GitHub rejected it."""
    repository = context.repository
    comments = [ReviewComment(one.place, one.body) for one in new]
    head = pull.head.sha
    try:
        await repository.create_review(pull.number, head, review_body(len(new), head), comments)
    except RequestRejected as error:
        log.warning("%s#%d: suggestions not placed: %s", repository.name, pull.number, error)
        return False
    await note_deed(context, pull.number, f"Suggested {counted(len(new), 'correction')}.")
    return True


async def _not_there(
    context: JobContext, pull: PullRequest, new: list[Suggestion]
) -> list[Suggestion]:
    """Leave out suggestions that are there already: the app may have stopped after making them."""
    if not new:
        return []
    there = {
        (comment.place, comment.body)
        for comment in await context.repository.review_comments(pull.number)
        if comment.is_ours and not comment.is_outdated
    }
    return [one for one in new if (one.place, one.body) not in there]
