"""`/retarget`: what was submitted to a published edition goes to the current draft."""

from __future__ import annotations

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Who
from ghapp.commands.moved import answer_to
from ghapp.features.context import JobContext
from ghapp.features.moving import retarget


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    outcome = await retarget(context, call.pull)
    return await answer_to(context, call, outcome, "to the current draft")


COMMAND = Command(
    "retarget",
    "/retarget",
    Who.AUTHOR,
    "Moves what was submitted to a published edition or an old draft to the current draft.",
    Example(
        "/retarget",
        "A link that was added to the edition of last week stands in this week's draft.",
    ),
    _run,
    needs=("contents",),
)
