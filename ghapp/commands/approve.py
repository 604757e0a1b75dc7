"""`/approve`: an editor's yes to one head, shown by the label `approved`."""

from __future__ import annotations

from datetime import datetime

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Refusal, Taken, Who
from ghapp.commands.present_head import present_head
from ghapp.features.approvals import Approval, decide, in_utc
from ghapp.features.context import JobContext


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    decided = in_utc(datetime.fromisoformat(call.at))
    through = f"comment {call.comment}"
    head = present_head(call, call.arguments, "Not approved", "/approve")
    if isinstance(head, Refusal):
        return head
    await decide(context, call.pull, Approval(head, call.caller.login, through, decided))
    return Taken()


COMMAND = Command(
    "approve",
    "/approve [SHA]",
    Who.EDITOR,
    "Approves the head that you saw, or the one that you name (7 letters or more).",
    Example(
        "/approve 1a2b3c4",
        "The head `1a2b3c4` gets the label `approved`, and the next rollup brings it in.",
    ),
    _run,
)
