"""`/merge`: an editor merges a pull request, whatever others changed at the same place."""

from __future__ import annotations

from ghapp.commands.command import (
    Command,
    CommandCall,
    Example,
    Later,
    Outcome,
    Refusal,
    Taken,
    Who,
)
from ghapp.commands.present_head import present_head
from ghapp.features.context import JobContext
from ghapp.features.merge_plan import NotMerged
from ghapp.features.merge_tries import MergeWish, NotYet
from ghapp.features.merging import merge_pull

ANYWAY = "anyway"


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    words = call.arguments.split()
    anyway = bool(words) and words[0].casefold() == ANYWAY
    named = " ".join(words[1:] if anyway else words)
    head: str | Refusal
    if call.pull.is_merged:
        head = call.pull.head.sha
    else:
        head = present_head(call, named, "Not merged", "/merge anyway" if anyway else "/merge")
    if isinstance(head, Refusal):
        return head
    match await merge_pull(context, MergeWish(call.pull.number, head, anyway)):
        case NotMerged(text):
            return Refusal(text)
        case NotYet(seconds, text):
            return Later(seconds, text)
        case outcome:
            return Taken(outcome.text)


COMMAND = Command(
    "merge",
    "/merge [anyway] [SHA]",
    Who.EDITOR,
    "Merges now, also where git finds a conflict; `anyway` passes over errors of the check.",
    Example(
        "/merge anyway", "It is merged in spite of an error of the check, and the commit says so."
    ),
    _run,
    needs=("contents", "pull_requests"),
    in_merge_lane=True,
    closes=True,
)
