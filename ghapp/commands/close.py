"""`/close REASON`: an editor closes with words that the newsletter keeps for it."""

from __future__ import annotations

from ghapp.commands.command import Command, CommandCall, Outcome, Refusal, Taken, Who
from ghapp.features.context import JobContext
from ghapp.newsletter.code_spans import code_span
from ghapp.settings.tree import SETTINGS_PATH

NONE_KEPT = (
    f"Not closed: no replies are kept here. Add some below `[replies]` in `{SETTINGS_PATH}`, as in"
    ' `paywall = "..."`, or close it with GitHub\'s button.'
)


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    replies = (await context.snapshot()).settings.replies
    reply = replies.get(call.arguments)
    if reply is None:
        return _unknown(call.arguments, sorted(replies))
    await context.repository.close_pull(call.pull.number)
    return Taken(reply)


def _unknown(reason: str, known: list[str]) -> Refusal:
    if not known:
        return Refusal(NONE_KEPT)
    there = ", ".join(f"`/close {name}`" for name in known)
    why = f"there is no reply {code_span(reason[:80])}" if reason else "say with which reply"
    return Refusal(f"Not closed: {why}. There are: {there}.")


COMMAND = Command(
    "close",
    "/close REASON",
    Who.EDITOR,
    "Posts the reply of that name from the settings, and closes.",
    _run,
    needs=("pull_requests",),
    closes=True,
)
