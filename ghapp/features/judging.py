"""One pull request read and judged at its present head, as it would be merged."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass

from ghapp.features.contents import is_complete, read_contents
from ghapp.features.context import JobContext, Snapshot
from ghapp.features.rights import is_editor
from ghapp.features.submitted import submitted_before
from ghapp.ports.errors import NotFastForward, TransientError
from ghapp.ports.values import PullRequest
from ghapp.review.assessment import Assessment, review
from ghapp.review.carrying import CarriedOver, carried_over, published_since
from ghapp.review.files import FileBeforeAndAfter


@dataclass(frozen=True, slots=True)
class JudgedPull:
    """An open pull request with what the app thinks of its present head."""

    pull: PullRequest
    is_complete: bool  # False where there were too many files to read them all
    assessment: Assessment
    files: tuple[FileBeforeAndAfter, ...]  # as the head has them
    carried: CarriedOver  # the same as they count for the current draft


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
    carried = await _carried_over(context, snapshot, files)
    others = await submitted_before(context, pull.number)
    around = snapshot.around.of_pull(pull.author, others)
    # In a thread: a draft of two megabytes takes seconds, in which GitHub waits for answers.
    reviewed = await to_thread(review, carried.files, around)
    is_spared = reviewed.depends_on_author and await is_editor(context.repository, pull.author)
    assessment = await to_thread(reviewed.assessment, is_editor=is_spared)
    assessment = assessment.with_moved(carried.moved)
    return JudgedPull(pull, is_complete(comparison, layout), assessment, files, carried)


async def _carried_over(
    context: JobContext, snapshot: Snapshot, files: tuple[FileBeforeAndAfter, ...]
) -> CarriedOver:
    """What was added to a draft that is published by now, as an addition to the current one."""
    paths, around = snapshot.paths, snapshot.around
    current = around.layout.current_draft(paths)
    is_late = published_since(files, paths, around) and snapshot.settings.merge.carry_over
    if current is None or not is_late:
        return CarriedOver(files)
    content = await context.repository.blob(paths[current])
    return carried_over(files, paths, current, content, around)
