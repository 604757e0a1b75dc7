"""What brings the rollup up to date: a member that changed, or a push to its own branch."""

from __future__ import annotations

from ghapp.features.context import JobContext
from ghapp.features.own_pulls import ROLLUP
from ghapp.features.rollup_state import RollupState
from ghapp.ports.checks import CHECK_NAME
from ghapp.ports.events import RollupDue
from ghapp.ports.values import PullRequest

MOVED = "moved"  # why a pull request is reconciled whose move was just kept
DRAFT_OR_NOT = frozenset({"pull_request.ready_for_review", "pull_request.converted_to_draft"})
TOGETHER = 3.0  # seconds: approvals within them are one refresh


async def rollup_is_due(context: JobContext, delay: float = TOGETHER) -> None:
    """Have the rollup brought up to date, if there is one."""
    if (await context.recall(RollupState)).pull:
        event = RollupDue(context.installation, context.repository.name)
        await context.jobs.enqueue(f"{context.key} rollup", event, delay)


async def member_changed(context: JobContext, number: int, head: str, reason: str) -> None:
    """Follow a pull request that may be a member, or the rollup.

    Args:
        context: of the event.
        number: of the pull request.
        head: its head; "" where it is closed or no more to the default branch.
        reason: why it is reconciled.

    """
    state = await context.recall(RollupState)
    members = dict(state.members)
    is_other = number in members and (members[number] != head or reason == MOVED)
    if is_other or reason in DRAFT_OR_NOT or (number == state.pull and not head):
        await rollup_is_due(context)


async def rollup_pushed(context: JobContext, pull: PullRequest) -> None:
    """Follow what a person pushed to the rollup: until that is done its check is in progress."""
    state = await context.recall(RollupState)
    if pull.head.name != ROLLUP or pull.head.sha in (state.commit, state.writing):
        return
    title = "Following what was changed on the branch"
    await context.repository.begin_check(pull.head.sha, CHECK_NAME, title)
    await rollup_is_due(context, 0)
