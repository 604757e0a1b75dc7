"""What is said of a move, and whose move ends an approval."""

from __future__ import annotations

from ghapp.commands.command import CommandCall, Outcome, Refusal, Taken
from ghapp.features.approvals import clear_approval
from ghapp.features.context import JobContext
from ghapp.features.head_branch import Committed
from ghapp.features.moving import MoveOutcome, NotMoved


async def answer_to(
    context: JobContext, call: CommandCall, outcome: MoveOutcome, where: str
) -> Outcome:
    """Answer who asked for a move; one by somebody who is no editor ends the approval."""
    if isinstance(outcome, NotMoved):
        return Refusal(f"Not moved: {outcome.reason}")
    if not call.caller.is_editor:
        await clear_approval(context, call.pull, call.at)
    if isinstance(outcome, Committed):
        return Taken(head=outcome.head if outcome.before == call.head else "")
    return Taken(
        f"I may not write to this branch, so what it adds goes {where} when I merge it. The next"
        " push to the branch ends that."
    )
