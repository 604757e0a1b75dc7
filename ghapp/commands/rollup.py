"""`/rollup`: one pull request for everything that is approved, opened or brought up to date."""

from __future__ import annotations

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Refusal, Taken, Who
from ghapp.features.context import JobContext
from ghapp.features.own_pulls import ROLLUP
from ghapp.features.rollup import BranchInUse, NothingToRollUp, refresh_rollup

NOTHING = (
    "There is nothing to roll up: no pull request that may be merged is approved. Approve some with"
    " GitHub's own button, or with `/approve`."
)


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    try:
        number = await refresh_rollup(context, opens=True)
    except BranchInUse as other:
        return Refusal(
            f"No rollup: #{other.number} comes from the branch `{ROLLUP}`, which I need for it."
            " Close that one, or rename its branch."
        )
    except NothingToRollUp as nothing:
        return Refusal(_why_nothing(nothing))
    if number == call.pull.number:
        return Taken()
    return Taken(f"The rollup is #{number}.")


def _why_nothing(nothing: NothingToRollUp) -> str:
    if not nothing.left_out:
        return NOTHING
    reasons = (f"- #{one.pull.number}: {one.reason}." for one in nothing.left_out)
    return "\n".join(["There is nothing to roll up; what is approved cannot be merged:", *reasons])


COMMAND = Command(
    "rollup",
    "/rollup",
    Who.EDITOR,
    "Opens one pull request that merges every approved one, or brings it up to date.",
    Example(
        "/rollup",
        "One pull request brings in what is approved; its text lists that, and what is left out.",
    ),
    _run,
    needs=("contents", "pull_requests"),
    in_merge_lane=True,
)
