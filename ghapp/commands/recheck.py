"""`/recheck`: everything runs again, as with GitHub's Re-run."""

from __future__ import annotations

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Taken, Who
from ghapp.features.context import JobContext
from ghapp.features.reconcile import run_again


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    await run_again(context, call.pull.number)
    return Taken()


COMMAND = Command(
    "recheck",
    "/recheck",
    Who.AUTHOR,
    "Checks this pull request again.",
    Example(
        "/recheck",
        "Labels, check, suggestions and report are brought up to date, as with **Re-run**.",
    ),
    _run,
    needs=("checks", "issues", "pull_requests"),
)
