"""A move that somebody asks for: committed to the branch, or kept until the merge."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.head_branch import Committed, commit_to_head, committed_before
from ghapp.features.judging import JudgedPull, judge
from ghapp.features.moves import KeptMove, kept_move
from ghapp.features.reconcile import reconcile_number
from ghapp.features.rights import missing_permissions
from ghapp.newsletter.calendar import FileKind
from ghapp.ports.values import FileChange, PullRequest
from ghapp.review.carrying import CarriedOver, out_of_place, to_section
from ghapp.review.files import FileBeforeAndAfter

PAUSED = "I am paused here."

# Neither a commit nor a merge would do it.
MISSING = (
    "the permission `contents: write` is missing. An owner can grant it in the settings of the"
    " installed app."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The move is applied at the merge."""


@dataclass(frozen=True, slots=True)
class NotMoved:
    """Nothing was moved."""

    reason: str  # to the person who asked, behind "Not moved: "


MoveOutcome = Committed | Kept | NotMoved


async def move_to_section(
    context: JobContext, pull: PullRequest, section: str, title: str
) -> MoveOutcome:
    """Move what a pull request adds to a section, which its heading's key and title name."""
    if await missing_permissions(context.repository, ["contents"]):
        return NotMoved(MISSING)
    judged = await judge(context, pull)
    if judged is None:
        return NotMoved(PAUSED)
    snapshot = await context.snapshot()
    wanted = to_section(judged.carried, section, snapshot.around)
    if wanted.left:
        return NotMoved("the draft has no such section.")
    if wanted.files == judged.carried.files:
        return await committed_before(context, pull) or NotMoved("everything is there already.")
    if not judged.carried.moved:
        message = f"Move to {title}"
        done = await commit_to_head(context, pull, _changes(judged.files, wanted), message)
        if done is not None:
            return done
    kept = await kept_move(context, pull)
    return await _keep(context, KeptMove(pull.head.sha, section, kept.retarget), pull)


async def retarget(context: JobContext, pull: PullRequest) -> MoveOutcome:
    """Move what was submitted to an edition or another draft to the current draft."""
    if await missing_permissions(context.repository, ["contents"]):
        return NotMoved(MISSING)
    snapshot = await context.snapshot()
    before = await kept_move(context, pull)
    kept = KeptMove(pull.head.sha, before.section, retarget=True)
    await context.remember(kept, pull.number)
    judged = await judge(context, pull)
    refusal = _refusal(judged, snapshot)
    if judged is None or refusal:
        await context.remember(before, pull.number)
        done = await committed_before(context, pull)
        return done or NotMoved(refusal or PAUSED)
    done = await _commit_retarget(context, judged, snapshot)
    if done is not None:
        return done
    return await _keep(context, kept, pull)


def _refusal(judged: JudgedPull | None, snapshot: Snapshot) -> str:
    if judged is None:
        return ""
    if snapshot.around.layout.current_draft(snapshot.paths) is None:
        return "there is no draft yet to move it to."
    if not out_of_place(judged.files, snapshot.paths, snapshot.around):
        return "everything in it goes to the current draft already."
    if judged.carried.left:
        return "the current draft has no section for some of it."
    return ""


async def _commit_retarget(
    context: JobContext, judged: JudgedPull, snapshot: Snapshot
) -> Committed | None:
    """Commit it; where the branch has no such draft yet, on top of the default branch."""
    current = snapshot.around.layout.current_draft(snapshot.paths) or ""
    layout = snapshot.around.layout
    if any(layout.kind(file.path) is FileKind.OTHER for file in judged.files):
        return None  # what else it changes would have to be merged too
    has_draft = any(file.path == current for file in judged.files)
    base = "" if has_draft else snapshot.tip
    changes = _changes(judged.files, judged.carried)
    if not has_draft:
        changes = [FileChange(file.path, file.head) for file in judged.carried.files]
    return await commit_to_head(context, judged.pull, changes, "Move to the current draft", base)


def _changes(files: tuple[FileBeforeAndAfter, ...], wanted: CarriedOver) -> list[FileChange]:
    """What has to be changed in a head; a file that is not in the result is as it was before."""
    present = {file.path: file for file in files}
    after = {file.path: file.head for file in wanted.files}
    undone = {path: file.base for path, file in present.items() if path not in after}
    return [
        FileChange(path, content)
        for path, content in sorted({**undone, **after}.items())
        if path not in present or content != present[path].head
    ]


async def _keep(context: JobContext, kept: KeptMove, pull: PullRequest) -> Kept:
    await context.remember(kept, pull.number)
    await reconcile_number(context, pull.number)
    return Kept()
