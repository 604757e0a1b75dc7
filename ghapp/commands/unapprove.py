"""`/unapprove`: an approval is taken back, whoever gave it."""

from __future__ import annotations

from datetime import datetime

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Taken, Who
from ghapp.features.approvals import Approval, decide, in_utc
from ghapp.features.context import JobContext


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    await decide(context, call.pull, Approval(decided=in_utc(datetime.fromisoformat(call.at))))
    return Taken()


COMMAND = Command(
    "unapprove",
    "/unapprove",
    Who.EDITOR,
    "Takes the approval back.",
    Example("/unapprove", "The label `approved` goes, and a rollup that has it leaves it out."),
    _run,
)
