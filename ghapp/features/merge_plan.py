"""How one pull request is to be merged: by GitHub itself, or by a commit that the app makes."""

from __future__ import annotations

import logging
from asyncio import to_thread
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.hindrances import hindrances
from ghapp.features.judging import JudgedPull, judge
from ghapp.features.merge_by_git import is_for_git, merges_alike
from ghapp.features.merge_words import conflict_text, errors_text
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.ports.values import PullRequest
from ghapp.review.assessment import Assessment
from ghapp.review.carrying import published_since
from ghapp.review.files import FileBeforeAndAfter, is_read
from ghapp.review.merging import CannotMerge, MergedTree, WouldLose, corrected
from ghapp.review.surroundings import Surroundings
from ghapp.rules.problem import Severity

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NotMerged:
    """Why a pull request was not merged, and what to do, to the editor who asked for it."""

    text: str


@dataclass(frozen=True, slots=True)
class MergePlan:
    """A merge that was proven to lose nothing."""

    pull: PullRequest
    snapshot: Snapshot
    files: tuple[FileBeforeAndAfter, ...]  # as they are merged
    result: Mapping[str, bytes | None]  # what the merge makes of them
    assessment: Assessment
    by_github: bool  # whether GitHub's own merge makes the same of it

    @property
    def section_titles(self) -> list[str]:
        """The sections that it adds to, as the template calls them."""
        return self.assessment.section_titles(self.snapshot.settings.labels.section_prefix)


async def plan_merge(
    context: JobContext, pull: PullRequest, head: str, *, anyway: bool
) -> MergePlan | NotMerged:
    """Plan a merge of a pull request, just read, at a head into the default branch as it is now."""
    judged = await judge(context, pull)
    if judged is None:
        return NotMerged("Not merged: this pull request is not open, or I am paused here.")
    snapshot = await context.snapshot()
    refusal = _refusal_of(judged, head)
    if refusal is None and not judged.carried.editions:
        refusal = _late(judged, snapshot)
    if refusal is not None:
        return refusal
    if judged.assessment.worst >= Severity.ERROR and not anyway:
        return NotMerged(errors_text(judged.assessment))
    try:
        return await _proven(context, judged, snapshot)
    except CannotMerge as reason:
        tell_operator(context, pull.number, reason)
        return NotMerged(conflict_text(reason))


def tell_operator(context: JobContext, number: int, reason: CannotMerge) -> None:
    """Log what a merge would have lost: nobody but us can mend that."""
    if isinstance(reason, WouldLose):
        name = context.repository.name
        log.error("%s#%d: not merged, as not proven: %s", name, number, reason.difference)


def _refusal_of(judged: JudgedPull, head: str) -> NotMerged | None:
    """Why a pull request may not be merged as it is; None where it may."""
    pull = judged.pull
    if pull.head.sha != head:
        return NotMerged(
            f"Not merged: `{pull.head.sha[:7]}` was pushed after you commented on `{head[:7]}`."
            " Look at it, then comment `/merge` again."
        )
    for hindrance in hindrances(judged):
        return NotMerged(f"Not merged: {hindrance.reason}. {hindrance.way}")
    return None


def _late(judged: JudgedPull, snapshot: Snapshot) -> NotMerged | None:
    """Refuse what would change a published edition, as git follows a draft that was moved."""
    if not published_since(judged.files, snapshot.paths, snapshot.around):
        return None
    return NotMerged(
        "Not merged: the draft that it changes is published. `/retarget` moves what it adds to the"
        " current one."
    )


async def _proven(context: JobContext, judged: JudgedPull, snapshot: Snapshot) -> MergePlan:
    files = judged.carried.files
    if snapshot.settings.merge.apply_fixes:
        files = corrected(files, judged.assessment)
    is_as_pushed = files == judged.files
    layout = snapshot.around.layout
    own = tuple(file for file in files if is_read(file.path, layout))
    present = await context.all_present(paths_of(own))
    tree = MergedTree(present.get, snapshot.around)
    # What is no draft and was changed on both sides is for git and people to merge.
    for_git = [file for file in own if is_for_git(file, present.get(file.path), layout)]
    await to_thread(tree.take, [file for file in own if file not in for_git])
    by_github = is_as_pushed and all(
        file in for_git
        or merges_alike(file, present.get(file.path), tree.now(file.path), snapshot.around)
        for file in own
    )
    if not by_github:
        _leave_other_files(files, snapshot.around)
        await to_thread(tree.take, for_git)
    return MergePlan(judged.pull, snapshot, files, tree.changed, judged.assessment, by_github)


def paths_of(files: Iterable[FileBeforeAndAfter]) -> Iterator[str]:
    """The paths that files have and had."""
    for file in files:
        yield file.path
        if file.previous_path is not None:
            yield file.previous_path


def _leave_other_files(files: tuple[FileBeforeAndAfter, ...], around: Surroundings) -> None:
    for file in files:
        if around.layout.kind(file.path) is FileKind.OTHER:
            raise CannotMerge(
                f"It also changes {code_span(file.path)}, which is none of the newsletter's files:"
                " I leave that to git and to people."
            )
