"""The evidence for onboarding: the last merged pull requests, judged as they were proposed."""

from __future__ import annotations

import logging
from asyncio import get_running_loop, to_thread
from dataclasses import replace
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
MOST_FILES = 20  # of one pull request: each costs two requests

log = logging.getLogger(__name__)


async def gather_evidence(context: JobContext, snapshot: Snapshot) -> Evidence:
    """Judge the last merged pull requests, newest first, under the settings in force.

    It stops early where GitHub's limit or the time is nearly used up, and says so.

    Raises:
        TransientError: GitHub failed again and again.

    """
    repository, now = context.repository, get_running_loop().time
    merged = await repository.merged_pulls(snapshot.branch, MOST_PULLS)
    judge = PastJudge(repository, snapshot)
    end, cut = now() + LONGEST, ""
    for pull in reversed(merged):
        cut = reason_to_stop(repository.requests_left, end - now())
        if cut:
            break
        await judge.judge(pull)
    return Evidence(tuple(judge.pulls), len(merged), judge.rejected + judge.failed, cut)


def reason_to_stop(requests: int | None, seconds: float) -> str:
    """Why no more pull requests are judged with so much left; empty to go on."""
    if requests is not None and requests < REQUESTS_KEPT:
        return "GitHub's limit of requests in an hour was near"
    return "it took too long" if seconds < 0 else ""


class PastJudge:
    """Judges merged pull requests one by one, as they were proposed."""

    def __init__(self, repository: Repository, snapshot: Snapshot) -> None:
        self.pulls: list[PastPull] = []
        self.rejected = 0  # too large, or not shown by GitHub
        self.failed = 0  # for the time being
        self._repository = repository
        self._layout = snapshot.around.layout
        self._past = PastSurroundings(repository, snapshot.settings)
        self._published = PublishedEditions(repository, snapshot)

    async def judge(self, pull: MergedPull) -> None:
        """Judge one; raises TransientError when GitHub has failed too often."""
        try:
            self.pulls.append(await self._judged(pull))
        except (RequestRejected, NotFastForward) as error:
            self.rejected += 1
            log.info("%s#%d: not judged: %s", self._repository.name, pull.number, error)
        except TransientError:
            self.failed += 1
            if self.failed > MOST_FAILED:
                raise

    async def _judged(self, pull: MergedPull) -> PastPull:
        # Not `base.sha`, which is where the branch stood at some earlier moment.
        base = await self._repository.first_parent(pull.merge)
        if base is None:
            raise RequestRejected(f"{pull.merge} has no parent")
        comparison = await self._repository.comparison(base, pull.head, pull.number)
        merged = PastPull(pull.number, pull.head, pull.merged_at.date())
        wanted = sum(is_read(file.path, self._layout) for file in comparison.files)
        if not wanted:
            return merged
        if wanted > MOST_FILES:
            raise RequestRejected(f"it changes {wanted} files")
        around = await self._past.at(base, (comparison.base_at or pull.merged_at).date())
        files = await read_contents(self._repository, comparison, around.layout)
        reviewed = await to_thread(review, files, around, Severity.NOTICE)
        assessment = reviewed.assessment(is_editor=False)
        found = [
            witnessed(one, await self._published.of(one.path))
            for one in remarks(pull.number, assessment, around)
        ]
        return replace(merged, drafts=assessment.extent.drafts, remarks=tuple(found))


class PublishedEditions:
    """The editions on the default branch, each read when it is first asked for."""

    def __init__(self, repository: Repository, snapshot: Snapshot) -> None:
        self._layout = snapshot.around.layout
        self._repository = repository
        self._files = {
            day: (path, blob)
            for path, blob in snapshot.paths.items()
            if (day := self._layout.day_of_edition(path))
        }
        self._read: dict[date, PublishedLines] = {}

    async def of(self, path: str) -> PublishedLines | None:
        """The edition that a draft became; None while it is none."""
        day = self._layout.day_of_draft(path) or self._layout.day_of_edition(path)
        if day is None or day not in self._files:
            return None
        if day not in self._read:
            edition, blob = self._files[day]
            content = await self._repository.blob(blob)
            self._read[day] = published_lines(edition, content.decode(errors="replace"))
        return self._read[day]
