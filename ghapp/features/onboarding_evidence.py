"""The evidence for onboarding: the last merged pull requests, judged as they were proposed."""

from __future__ import annotations

import logging
from asyncio import get_running_loop, to_thread
from datetime import date

from ghapp.features.contents import read_contents
from ghapp.features.context import JobContext, Snapshot
from ghapp.features.past_surroundings import PastSurroundings
from ghapp.ports.errors import NotFastForward, RequestRejected, TransientError
from ghapp.ports.repository import Repository
from ghapp.ports.values import MergedPull
from ghapp.review.assessment import review
from ghapp.review.evidence import (
    Evidence,
    PastPull,
    PublishedLines,
    published_lines,
    witnessed,
)
from ghapp.review.files import is_read
from ghapp.review.tally import remarks
from ghapp.rules.problem import Severity

MOST_PULLS = 200
REQUESTS_KEPT = 1000  # of the 5,000 an hour, for the pull requests that are open
LONGEST = 600.0  # seconds; a job may take 900
MOST_FAILED = 5

log = logging.getLogger(__name__)


async def gather_evidence(context: JobContext, snapshot: Snapshot) -> Evidence:
    """Judge the last merged pull requests, newest first, under the settings in force.

    It stops early where GitHub's limit or the time is nearly used up, and says so.

    Raises:
        TransientError: GitHub failed again and again.

    """
    repository = context.repository
    merged = await repository.merged_pulls(snapshot.branch, MOST_PULLS)
    past = PastSurroundings(repository, snapshot.settings)
    published = PublishedEditions(repository, snapshot)
    judged: list[PastPull] = []
    failed, rejected, end = 0, 0, get_running_loop().time() + LONGEST
    for pull in reversed(merged):
        cut = _reason_to_stop(repository.requests_left, end - get_running_loop().time())
        if cut:
            return Evidence(tuple(judged), len(merged), failed + rejected, cut)
        try:
            judged.append(await _judged(repository, past, published, pull))
        except (RequestRejected, NotFastForward) as error:
            log.info("%s#%d: not looked at: %s", repository.name, pull.number, error)
            rejected += 1
        except TransientError as error:
            log.info("%s#%d: not looked at: %s", repository.name, pull.number, error)
            failed += 1
            if failed > MOST_FAILED:
                raise
    return Evidence(tuple(judged), len(merged), failed + rejected)


def _reason_to_stop(requests: int | None, seconds: float) -> str:
    if requests is not None and requests < REQUESTS_KEPT:
        return "GitHub's limit of requests in an hour was near"
    return "it took too long" if seconds < 0 else ""


async def _judged(
    repository: Repository, past: PastSurroundings, published: PublishedEditions, pull: MergedPull
) -> PastPull:
    comparison = await repository.comparison(pull.base, pull.head, pull.number)
    day = pull.merged_at.date()
    if not any(is_read(file.path, published.layout) for file in comparison.files):
        return PastPull(pull.number, pull.head, day)
    around = await past.of(pull)
    files = await read_contents(repository, comparison, around.layout)
    reviewed = await to_thread(review, files, around, Severity.NOTICE)
    assessment = reviewed.assessment(is_editor=False)
    found = [
        witnessed(one, await published.of(one.path))
        for one in remarks(pull.number, assessment, around)
    ]
    return PastPull(pull.number, pull.head, day, assessment.extent.drafts, tuple(found))


class PublishedEditions:
    """The editions on the default branch, each read when it is first asked for."""

    def __init__(self, repository: Repository, snapshot: Snapshot) -> None:
        self.layout = snapshot.around.layout
        self._repository = repository
        self._files = {
            day: (path, blob)
            for path, blob in snapshot.paths.items()
            if (day := self.layout.day_of_edition(path))
        }
        self._read: dict[date, PublishedLines] = {}

    async def of(self, path: str) -> PublishedLines | None:
        """The edition that a draft became; None while it is none."""
        day = self.layout.day_of_draft(path) or self.layout.day_of_edition(path)
        if day is None or day not in self._files:
            return None
        if day not in self._read:
            edition, blob = self._files[day]
            content = await self._repository.blob(blob)
            self._read[day] = published_lines(edition, content.decode(errors="replace"))
        return self._read[day]
