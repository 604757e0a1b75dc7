"""`/close REASON`: an editor closes with words that the newsletter keeps for it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ghapp.commands.answer import LONGEST, reply_once
from ghapp.commands.command import Command, CommandCall, Example, Outcome, Refusal, Taken, Who
from ghapp.commands.refusals import rejected
from ghapp.features.context import JobContext
from ghapp.features.rights import missing_permissions
from ghapp.newsletter.code_spans import code_span
from ghapp.ports.errors import RequestRejected
from ghapp.settings.tree import SETTINGS_PATH, Settings

NONE_KEPT = (
    f"Not closed: no replies are kept here. Add some below `[replies]` in `{SETTINGS_PATH}`, as in"
    ' `paywall = "..."`, or close it with GitHub\'s button.'
)

log = logging.getLogger(__name__)


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    replies = (await context.snapshot()).settings.replies
    reply = replies.get(call.arguments)
    if reply is None:
        return _unknown(call.arguments, sorted(replies))
    if not call.pull.is_open:
        return Taken(reply)
    if await missing_permissions(context.repository, COMMAND.needs):
        return await rejected(context, COMMAND)
    if reply:
        await _say(context, call, reply)
    await context.repository.close_pull(call.pull.number)
    return Taken(reply)


async def _say(context: JobContext, call: CommandCall, reply: str) -> None:
    """Say why before it is closed: who reads it can still answer, and a closed one gets nothing."""
    number = call.pull.number
    try:
        await reply_once(context, number, call.comment, reply[:LONGEST])
    except RequestRejected as error:  # the conversation is locked
        log.warning("%s#%d: closed without a reply: %s", context.repository.name, number, error)


def _choices(settings: Settings) -> Sequence[str]:
    return sorted(settings.replies)


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
    Example("/close paywall", "The reply `paywall` is posted, and the pull request is closed."),
    _run,
    needs=("pull_requests",),
    closes=True,
    choices=_choices,
)
