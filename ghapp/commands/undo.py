"""`/undo N`: a pull request goes out of the rollup, until somebody approves it again."""

from __future__ import annotations

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Refusal, Taken, Who
from ghapp.features.approvals import Approval
from ghapp.features.context import JobContext
from ghapp.features.rollup import refresh_rollup
from ghapp.features.rollup_state import RollupState
from ghapp.newsletter.code_spans import code_span


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    state = await context.recall(RollupState)
    if call.pull.number != state.pull:
        where = f"which is #{state.pull}" if state.pull else "and none is open"
        return Refusal(f"Nothing undone: `/undo` works on the rollup only, {where}.")
    name = call.arguments.strip().removeprefix("#")
    members = [number for number, _ in state.members]
    is_out = name in (str(number) for number, _ in state.taken_out)
    if is_out and int(name) not in members:  # before the app stopped, say
        return Taken()
    if not name.isdecimal() or int(name) not in members:
        there = ", ".join(f"`/undo {number}`" for number in members)
        what = f"There are: {there}." if there else "It has none at present."
        asked = f"{code_span(name[:40])} names none" if name else "say which"
        return Refusal(f"Nothing undone: {asked} of the pull requests in it. {what}")
    approval = await context.recall(Approval, int(name))
    await context.remember(state.without(int(name), approval.decided))
    await refresh_rollup(context)
    return Taken()


COMMAND = Command(
    "undo",
    "/undo N",
    Who.EDITOR,
    "On the rollup: takes pull request N out of it, until it is approved again.",
    Example("/undo 14", "On the rollup: what #14 submitted is out of it, and #14 stays open."),
    _run,
    needs=("contents", "pull_requests"),
    in_merge_lane=True,
)
