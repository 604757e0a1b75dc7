"""The end of a rollup: merged or closed, its branch goes; who was lost in it is told."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.own_pulls import ROLLUP
from ghapp.features.rollup_state import RollupState
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.comparing import match_edited
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.submissions import Submission

MARKER = "<!-- ghapp:lost -->"

log = logging.getLogger(__name__)


async def end_rollup(context: JobContext, state: RollupState) -> None:
    """Follow a rollup that is not open any more."""
    pull = await context.repository.pull(state.pull)
    landed = state.landed
    if pull.is_merged:
        pages = await _lost_pages(context, state)
        lost = sorted({number for number, page in state.pages if page in pages})
        await _tell_lost(context, state, lost)
        landed = await _landed(context, state, lost)
    tip = await context.repository.tip(ROLLUP)
    if tip is not None:
        await context.repository.move_branch(ROLLUP, tip, None)
    await context.remember(RollupState(landed=landed))


async def _landed(
    context: JobContext, state: RollupState, lost: Collection[int]
) -> tuple[tuple[int, str], ...]:
    """The members that are still open: it was squashed, so that only their text is merged.

    Of those that lost something the text is still to be merged.
    """
    still_open = {pull.number for pull in await context.repository.open_pulls()}
    return tuple(pair for pair in state.members if pair[0] in still_open and pair[0] not in lost)


async def _tell_lost(context: JobContext, state: RollupState, lost: Sequence[int]) -> None:
    """One comment that names the members of which a submission is not in the draft."""
    if not lost:
        return
    named = ", ".join(f"#{number}" for number in lost)
    log.error("%s#%d: merged without submissions of %s", context.repository.name, state.pull, named)
    comments = await context.repository.comments(state.pull)
    if not any(one.is_ours and one.body.startswith(MARKER) for one in comments):
        text = (
            f"{MARKER}\nThis was merged before I had followed what was deleted on its branch. These"
            f" show as merged, though something of them is not in the draft: {named}. What is to"
            " come back has to be submitted anew: a merged pull request cannot be reopened."
        )
        await context.repository.create_comment(state.pull, text)


async def _lost_pages(context: JobContext, state: RollupState) -> set[str]:
    """The pages of submissions that the app had put on the branch, and that are not merged."""
    snapshot = await context.snapshot()
    written = await context.repository.paths(state.commit)
    lost: set[str] = set()
    for path, blob in written.items():
        if snapshot.around.layout.kind(path) is FileKind.DRAFT and snapshot.paths.get(path) != blob:
            before = await _submissions(context, snapshot, blob)
            after = await _submissions(context, snapshot, snapshot.paths.get(path))
            for one in match_edited(before, after).removed:
                lost.update(one.addresses)
    return lost


async def _submissions(
    context: JobContext, snapshot: Snapshot, blob: str | None
) -> list[Submission]:
    content = await context.repository.blob(blob) if blob is not None else b""
    try:
        return Version(text_of(content), snapshot.around.template).submissions
    except Unreadable:
        return []
