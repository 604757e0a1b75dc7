"""Commands about one head are refused if another one came since the comment was written."""

from __future__ import annotations

import re

from ghapp.commands.command import CommandCall, Refusal
from ghapp.newsletter.code_spans import code_span

SHA = re.compile(r"[0-9a-f]{7,64}", re.IGNORECASE)


def present_head(call: CommandCall, named: str, refused: str, usage: str) -> str | Refusal:
    """The pull request's head, if it is what the comment speaks of.

    Args:
        call: the command.
        named: the SHA that it names outright; "" for none.
        refused: how a refusal begins: "Not approved".
        usage: what is to be written again: "/approve".

    """
    head = call.pull.head.sha
    again = f"Look at it, then comment `{usage} {head[:7]}`."
    if named and not SHA.fullmatch(named):
        return Refusal(
            f"{refused}: {code_span(named[:80])} is no commit. Write `{usage}`, or `{usage} SHA`"
            " with 7 letters or more of the head's SHA."
        )
    if named:
        if head.startswith(named.lower()):
            return head
        return Refusal(f"{refused}: the head is `{head[:7]}`, not {code_span(named[:40])}. {again}")
    if call.head is None:
        return Refusal(
            f"{refused}: I do not know which head you saw when you wrote this. Now it is"
            f" `{head[:7]}`. {again}"
        )
    if call.head != head:
        return Refusal(
            f"{refused}: `{head[:7]}` was pushed after you commented on `{call.head[:7]}`. {again}"
        )
    return head
