"""One pull request read and judged at its present head, as it would be merged."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass

from ghapp.features.contents import is_complete, read_contents
from ghapp.features.context import JobContext, Snapshot
from ghapp.features.moves import as_it_counts
from ghapp.features.rights import is_editor
from ghapp.features.submitted import submitted_before
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.fates import DraftConflict
from ghapp.ports.errors import NotFastForward, TransientError
from ghapp.ports.values import PullRequest
from ghapp.review.assessment import Assessment, review
from ghapp.review.carrying import CarriedOver, Files
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.merging import CannotMerge, MergedTree


@dataclass(frozen=True, slots=True)
class JudgedPull:
    """An open pull request with what the app thinks of its present head."""

    pull: PullRequest
    is_complete: bool  # False where there were too many files to read them all
    assessment: Assessment
    files: tuple[FileBeforeAndAfter, ...]  # as the head has them
    carried: CarriedOver  # the same as they count for the current draft
    conflicts: tuple[DraftConflict, ...] = ()  # with the default branch, that a person must solve


async def judge_pull(context: JobContext, number: int) -> JudgedPull | None:
    """Read and judge a pull request; None when there is nothing for the app to do in it."""
    return await judge(context, await context.repository.pull(number))


async def judge(context: JobContext, pull: PullRequest) -> JudgedPull | None:
    """Judge a pull request that was just read; None when there is nothing to do in it."""
    if not pull.is_open:
        return None
    snapshot = await context.snapshot()
    if pull.base.name != snapshot.branch or snapshot.settings.paused:
        return None
    try:
        comparison = await context.repository.comparison(snapshot.tip, pull.head.sha, pull.number)
    except NotFastForward as moved:
        raise TransientError(str(moved)) from moved
    layout = snapshot.around.layout
    files = await read_contents(context.repository, comparison, layout)
    carried = await as_it_counts(context, snapshot, pull, files)
    others = await submitted_before(context, pull.number)
    around = snapshot.around.of_pull(pull.author, others)
    # In a thread: a draft of two megabytes takes seconds, in which GitHub waits for answers.
    reviewed = await to_thread(review, carried.files, around)
    is_spared = reviewed.depends_on_author and await is_editor(context.repository, pull.author)
    assessment = await to_thread(reviewed.assessment, is_editor=is_spared)
    assessment = assessment.with_moved(carried.moved)
    conflicts = await _conflicts(context, snapshot, carried.files)
    complete = is_complete(comparison, layout)
    return JudgedPull(pull, complete, assessment, files, carried, conflicts)


async def _conflicts(
    context: JobContext, snapshot: Snapshot, files: Files
) -> tuple[DraftConflict, ...]:
    """What even a merge by submissions cannot decide."""
    layout = snapshot.around.layout
    drafts = [
        file
        for file in files
        if file.status is FileStatus.MODIFIED
        and layout.kind(file.path) is FileKind.DRAFT
        and file.path in snapshot.paths
        and not file.obstacle
    ]
    present = await context.all_present(file.path for file in drafts)
    changed = [file for file in drafts if present[file.path] not in (file.base, file.head)]
    if not changed:
        return ()
    try:
        await to_thread(MergedTree(present.get, snapshot.around).take, changed)
    except CannotMerge as reason:
        return reason.conflicts
    return ()
