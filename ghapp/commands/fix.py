"""`/fix`: every correction is committed to the branch, as with the check run's button."""

from __future__ import annotations

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Refusal, Taken, Who
from ghapp.features.context import JobContext
from ghapp.features.fixes import CannotWrite, commit_fixes
from ghapp.features.head_branch import Committed

NOTHING = "There is nothing for me to correct in `{head}`."


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    match await commit_fixes(context, call.pull.number):
        case Committed(before=before, head=head):
            return Taken(head=head if before == call.head else "")
        case CannotWrite(text=text, is_put_off=is_put_off):
            return Taken(text) if is_put_off else Refusal(text)
        case None:
            return Taken(NOTHING.format(head=call.pull.head.sha[:7]))


COMMAND = Command(
    "fix",
    "/fix",
    Who.AUTHOR,
    "Commits all corrections to the branch; where I may not write to it, says so.",
    Example(
        "/fix", "One commit on the branch corrects all that is suggested, as **Apply fixes** does."
    ),
    _run,
    needs=("contents",),
)
