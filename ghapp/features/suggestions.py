"""Suggestions: corrections on the lines of a pull request, one click away for its author."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from ghapp.features.assessment import Assessment
from ghapp.features.harmless import explained, fenced
from ghapp.ports import Place, PullFacts, PullRequest, Refused, ReviewComment, World
from ghapp.rules.findings import FileFindings
from ghapp.rules.judge import LineFix

MOST_SUGGESTIONS = 20
REVIEW_BODY = "Small corrections, each one click away."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One correction of whole lines, known again by its digest while the lines stay as they are."""

    place: Place
    body: str
    digest: str
    text: str


def suggestions(assessment: Assessment) -> list[Suggestion]:
    """The suggestions for all fixes of a pull request, each different one once."""
    found: dict[str, Suggestion] = {}
    for file in assessment.files:
        for fix in file.fixes:
            suggestion = _suggestion(file, fix)
            found.setdefault(suggestion.digest, suggestion)
    return list(found.values())


def _suggestion(file: FileFindings, fix: LineFix) -> Suggestion:
    messages = dict.fromkeys(_messages(file, fix))
    body = " ".join(messages) + "\n\n" + fenced(fix.text, "suggestion")
    before = "\n".join(file.lines[fix.line - 1 : fix.end_line])
    known_by = "\0".join((file.path, before, fix.text))
    digest = sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Suggestion(Place(file.path, fix.line, fix.end_line), body, digest, fix.text)


def _messages(file: FileFindings, fix: LineFix) -> Iterator[str]:
    for problem in file.problems:
        if problem.fix is not None and file.fix_for(problem) == fix:
            yield explained(problem)


async def make_suggestions(
    world: World, pull: PullRequest, facts: PullFacts, assessment: Assessment
) -> PullFacts:
    """Make the suggestions that are not there yet, in one review; returns the new facts.

    Suggestions that GitHub does not place are remembered as such: the report shows them instead.
    """
    wanted = suggestions(assessment)
    digests = frozenset(one.digest for one in wanted)
    facts = replace(facts, suggested=facts.suggested & digests, unplaced=facts.unplaced & digests)
    room = MOST_SUGGESTIONS - len(facts.suggested - facts.unplaced)
    new = [one for one in wanted if one.digest not in facts.suggested | facts.unplaced]
    beyond = new[max(room, 0) :]
    new = await _not_there(world, pull, new[: max(room, 0)])
    unplaced = {one.digest for one in beyond}
    if new:
        comments = [ReviewComment(one.place, one.body) for one in new]
        try:
            await world.repository.create_review(pull.number, pull.head.sha, REVIEW_BODY, comments)
        except Refused as refusal:
            log.warning(
                "%s#%d: suggestions not placed: %s", world.repository.name, pull.number, refusal
            )
            unplaced |= {one.digest for one in new}
    unplaced |= facts.unplaced
    return replace(facts, suggested=digests - unplaced, unplaced=frozenset(unplaced))


async def _not_there(world: World, pull: PullRequest, new: list[Suggestion]) -> list[Suggestion]:
    """Leave out what stands on its line already: made just before the app stopped, say."""
    if not new:
        return []
    there = {
        (comment.place, comment.body)
        for comment in await world.repository.review_comments(pull.number)
        if comment.is_ours and not comment.is_outdated
    }
    return [one for one in new if (one.place, one.body) not in there]
