"""The rollup: one pull request, kept up to date, that merges everything that is approved."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from ghapp.features.check_result import CHECKED_BEFORE, hint_check, passed_check
from ghapp.features.context import JobContext
from ghapp.features.deeds import note_deed
from ghapp.features.digest import digest_of
from ghapp.features.exposure import is_public_now
from ghapp.features.merge_plan import tell_operator
from ghapp.features.own_pulls import ROLLUP, is_own
from ghapp.features.rollup_composing import Composed, compose
from ghapp.features.rollup_end import end_rollup
from ghapp.features.rollup_hands import hand_work
from ghapp.features.rollup_pulls import LeftOutPull
from ghapp.features.rollup_state import RollupState
from ghapp.features.rollup_text import rollup_body, rollup_message, rollup_title
from ghapp.features.say_once import say_once
from ghapp.ports.errors import NotFastForward, RequestRejected, TransientError
from ghapp.ports.values import FileChange, PullRequest
from ghapp.review.merging import WouldLose

log = logging.getLogger(__name__)

NOT_PROVEN = (
    "I cannot bring this up to date without the risk that a submission is lost, so the branch stays"
    " as it is. Merge it so; or close it and comment `/rollup` on another pull request, to begin"
    " again without what was changed on the branch. What I found is in the log of whoever runs me."
)
STAYS = "The branch stays as it was pushed"


class BranchInUse(RequestRejected):
    """The rollup's branch carries somebody else's pull request, which is left alone."""

    def __init__(self, number: int) -> None:
        super().__init__(f"#{number}, which is not mine, comes from `{ROLLUP}`")
        self.number = number


class NothingToRollUp(Exception):
    """No approved pull request can be merged, and there is no rollup to say so."""

    def __init__(self, left_out: Sequence[LeftOutPull]) -> None:
        super().__init__("no approved pull request can be merged")
        self.left_out = tuple(left_out)


async def follow_rollup(context: JobContext) -> None:
    """Bring the rollup up to date after something happened, unless its branch is somebody else's.

    Nobody is waiting then who could be told, and trying again would not help.
    """
    try:
        await refresh_rollup(context)
    except BranchInUse as other:
        log.warning("%s: no rollup: %s", context.repository.name, other)


async def refresh_rollup(context: JobContext, *, opens: bool = False) -> int:
    """Bring the rollup up to date, or end it if it was merged or closed.

    Args:
        context: of the event.
        opens: whether to open one where there is none.

    Returns:
        The number of the pull request; 0 where there is none.

    """
    present = await _present(context)
    state = await context.recall(RollupState)
    if state.pull and (present is None or present.number != state.pull):
        await end_rollup(context, state)
        state = await context.recall(RollupState)
    if (present is None and not opens) or (await context.snapshot()).settings.paused:
        return 0
    tip = await context.repository.tip(ROLLUP)
    work = await hand_work(context, state if present is not None else RollupState(), tip)
    try:
        composed = await compose(context, state, work)
    except WouldLose as reason:  # the branch stays as people left it
        number = present.number if present is not None else 0
        tell_operator(context, number, reason)
        await say_once(context, number, NOT_PROVEN)
        if tip is not None and tip != state.commit:  # a person's, whose check is in progress
            await context.repository.write_check(tip, hint_check(STAYS, NOT_PROVEN))
        return number
    if not composed.approved.members and present is None:
        raise NothingToRollUp(composed.approved.left_out)
    return await _write(context, composed, present, tip)


async def _present(context: JobContext) -> PullRequest | None:
    """The open rollup.

    Raises:
        BranchInUse: somebody opened a pull request of their own from its branch.

    """
    pulls = [pull for pull in await context.repository.pulls_from(ROLLUP) if pull.is_open]
    for pull in pulls:
        if not is_own(pull, context.repository):
            raise BranchInUse(pull.number)
    return pulls[0] if pulls else None


async def _write(
    context: JobContext, composed: Composed, present: PullRequest | None, tip: str | None
) -> int:
    repository, snapshot = context.repository, await context.snapshot()
    members = composed.approved.members
    changes = [FileChange(path, content) for path, content in sorted(composed.files.items())]
    parents = [snapshot.tip, *(member.pull.head.sha for member in members)]
    message, title = rollup_message(members), rollup_title(members)
    body = await _body(context, composed)
    digest, told = digest_of(parents, changes, message), digest_of(title, body)
    state, commit = composed.state, composed.state.commit
    is_new = tip is None or tip != commit or digest != state.digest
    if is_new:
        commit = await repository.commit(parents, changes, message)
        await context.remember(replace(state, writing=commit))
        try:
            await repository.move_branch(ROLLUP, tip, commit)
        except NotFastForward as moved:  # by a person: read it again, and what they did
            raise TransientError(str(moved), retry_after=1) from moved
        state = replace(
            state, commit=commit, digest=digest, tip=snapshot.tip, merged=composed.texts
        )
        await context.remember(state)
    number = present.number if present is not None else 0
    if present is None:
        number = await repository.create_pull(ROLLUP, snapshot.branch, title, body)
    elif state.told != told:
        await repository.edit_pull(number, title, body)
    if is_new:
        await repository.write_check(commit, passed_check(title, CHECKED_BEFORE))
        await note_deed(context, number, f"Wrote the {title[0].lower()}{title[1:]}.")
    pages = tuple(
        (one.pull.number, page)
        for one in members
        for page in sorted(one.judged.assessment.submitted)
    )
    members_now = composed.members
    await context.remember(replace(state, pull=number, told=told, members=members_now, pages=pages))
    return number


async def board_notes(context: JobContext) -> list[str]:
    """Where the board is, if its address is known and everybody may see it."""
    if not context.board or not await is_public_now(context.store, context.repository.name):
        return []
    return [f"[The week at a glance]({context.board})"]


async def _body(context: JobContext, composed: Composed) -> str:
    approved, notes = composed.approved, list(composed.notes)
    if approved.taken_out:
        listed = ", ".join(f"#{number}" for number in sorted(approved.taken_out))
        notes.insert(0, f"Taken out on this branch, until approved again: {listed}.")
    notes += await board_notes(context)
    return rollup_body(approved.members, approved.left_out, composed.partly, notes)
