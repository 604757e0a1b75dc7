"""`/help`: what this person may do here."""

from __future__ import annotations

from ghapp.commands.command import Command, CommandCall, Outcome, Taken, Who
from ghapp.features.context import JobContext


async def _run(_: JobContext, call: CommandCall) -> Outcome:
    offered = [one for one in call.commands if call.caller.is_one_of(one.who)]
    lines = [f"- `{one.usage}`: {one.summary}" for one in offered]
    return Taken("\n".join(["You may write here, at the start of a line:", "", *lines]))


COMMAND = Command("help", "/help", Who.ANYONE, "Lists what you may do here.", _run)
