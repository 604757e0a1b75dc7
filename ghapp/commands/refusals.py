"""Why a line of a comment comes to nothing, in words, whatever command it calls."""

from __future__ import annotations

from collections.abc import Sequence

from ghapp.commands.command import Caller, Command, Refusal, Who
from ghapp.commands.parser import Written
from ghapp.features.context import JobContext
from ghapp.features.rights import missing_permissions
from ghapp.newsletter.code_spans import code_span
from ghapp.ports.values import PullRequest

MOST = 5  # commands in one comment
FOR = {
    Who.AUTHOR: "who opened this pull request, and for editors, who may write to this repository",
    Who.EDITOR: "editors, who may write to this repository",
}


def too_many(left: Sequence[Written]) -> Refusal:
    """There are more than may be in one comment."""
    first = code_span(f"/{left[0].word[:40]}")
    return Refusal(f"I take at most {MOST} commands a comment: from {first} on, nothing was done.")


def given_up(behind: Sequence[Written]) -> Refusal:
    """A command failed every time that it was tried."""
    rest = " What stands behind it was not begun." if behind else ""
    return Refusal(
        "Not done: something failed each time that I tried, for three hours, and I have given up."
        f"{rest} Please comment again; if that fails too, whoever runs me finds the reason in the"
        " log."
    )


def unknown(written: Written) -> Refusal:
    """There is no such command."""
    word = code_span(written.word[:40])
    return Refusal(
        f"I know no {word}. Did you mean `/{written.nearest}`? `/help` lists what there is."
    )


async def not_begun(
    context: JobContext, command: Command, caller: Caller, pull: PullRequest
) -> Refusal | None:
    """Why a command is not even begun; None where it may be."""
    branch = (await context.snapshot()).branch
    if pull.base.name != branch:
        return Refusal(f"I look after pull requests to `{branch}` only.")
    if not caller.is_one_of(command.who):
        return Refusal(f"`/{command.name}` is for {FOR[command.who]}.")
    if pull.is_merged and not command.closes:
        return Refusal("This pull request is merged. I take commands on open ones only.")
    if not pull.is_open and not command.closes:
        return Refusal("This pull request is closed. Reopen it, then ask me again.")
    return None


async def rejected(context: JobContext, command: Command) -> Refusal:
    """What to say where GitHub rejects what a command does."""
    missing = await missing_permissions(context.repository, command.needs)
    if not missing:
        return Refusal(
            f"GitHub did not let me do `/{command.name}` here. Whoever runs me finds the reason"
            " in the log."
        )
    names = ", ".join(f"`{name}`" for name in missing)
    return Refusal(
        f"I cannot do `/{command.name}` here: I lack the permission {names}. An owner can grant it"
        " in the settings of the installed app."
    )
