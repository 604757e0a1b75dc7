"""A comment's commands carried out in order, with one reaction and at most one reply."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ghapp.commands.answer import answer, say_meanwhile
from ghapp.commands.command import Caller, Command, CommandCall, Later, Outcome, Refusal, Who
from ghapp.commands.parser import Written, parse
from ghapp.commands.progress import Handled, Progress
from ghapp.commands.registry import COMMANDS
from ghapp.features.context import JobContext
from ghapp.features.heads import Heads
from ghapp.features.rights import is_author, is_editor, missing_permissions
from ghapp.newsletter.code_spans import code_span
from ghapp.ports.errors import RequestRejected
from ghapp.ports.events import CommentWritten
from ghapp.ports.values import PullRequest

MOST = 5
BY_NAME = {command.name: command for command in COMMANDS}
FOR = {
    Who.AUTHOR: "who opened this pull request, and for editors, who may write to this repository",
    Who.EDITOR: "editors, who may write to this repository",
}

log = logging.getLogger(__name__)


async def comment_written(context: JobContext, event: CommentWritten) -> None:
    """Carry out the commands of a comment, once."""
    written = parse(event.body, context.repository.app_slug, BY_NAME)
    handled = await context.recall(Handled, event.number)
    if not written or event.comment in handled.comments:
        return
    if (await context.snapshot()).settings.paused:
        return
    progress = await _run_all(context, event, written[:MOST])
    if progress is None:
        return
    outcomes = [*progress.outcomes]
    if len(written) > MOST:
        outcomes.append(Refusal(_too_many(written[MOST:])))
    await answer(context, event, written, outcomes)
    await context.remember(handled.with_comment(event.comment), event.number)
    await context.forget(Progress, event.comment)


def _too_many(left: Sequence[Written]) -> str:
    first = code_span(f"/{left[0].word[:40]}")
    return f"I take at most {MOST} commands a comment: from {first} on, nothing was done."


async def _run_all(
    context: JobContext, event: CommentWritten, written: Sequence[Written]
) -> Progress | None:
    """Run one after the other; what was done before the app stopped is not done again.

    Returns:
        How all of them ended; None where they go on in another job.

    """
    progress = await context.recall(Progress, event.comment)
    if progress.comment != event.comment:
        heads = await context.recall(Heads, event.number)
        spoken_of = heads.before(datetime.fromisoformat(event.at))
        progress = Progress(event.comment, spoken_of or "")
    for one in written[len(progress.texts) :]:
        command = BY_NAME.get(one.name)
        if command is not None and command.in_merge_lane and not event.in_merge_lane:
            await context.remember(progress, event.comment)
            await _go_on_later(context, replace(event, in_merge_lane=True))
            return None
        outcome = await _run(context, event, one, progress.head or None)
        if isinstance(outcome, Later):
            await context.remember(progress, event.comment)
            if outcome.text:
                await say_meanwhile(context, event, outcome.text)
            following = replace(event, attempt=event.attempt + 1)
            await _go_on_later(context, following, outcome.seconds)
            return None
        progress = progress.after(outcome)
        await context.remember(progress, event.comment)
        log.info(
            "%s#%d: %s by %s: %s",
            event.repository,
            event.number,
            one.name[:40],
            event.login,
            type(outcome).__name__.lower(),
        )
    return progress


async def _run(
    context: JobContext, event: CommentWritten, written: Written, head: str | None
) -> Outcome:
    if written.nearest:
        return Refusal(_unknown(written))
    command = BY_NAME[written.name]
    pull = await context.repository.pull(event.number)
    caller = await _caller(context, event.login, pull)
    refusal = await _refusal(context, command, caller, pull)
    if refusal is not None:
        return refusal
    call = CommandCall(written.arguments, pull, caller, head, event.comment, event.at, COMMANDS)
    try:
        return await command.run(context, call)
    except RequestRejected as error:
        log.error("%s#%d: /%s: %s", event.repository, event.number, command.name, error)
        return await _rejected(context, command)


async def _go_on_later(context: JobContext, event: CommentWritten, delay: float = 0) -> None:
    key = f"comment {event.comment} merges {event.attempt}"
    await context.jobs.enqueue(f"{event.repository} {key}", event, delay)


def _unknown(written: Written) -> str:
    word = code_span(written.word[:40])
    return f"I know no {word}. Did you mean `/{written.nearest}`? `/help` lists what there is."


async def _caller(context: JobContext, login: str, pull: PullRequest) -> Caller:
    """Who it is, asked at this moment; in doubt somebody who may nothing."""
    try:
        may_write = await is_editor(context.repository, login)
    except RequestRejected as error:
        log.error("%s: permission of %s unknown: %s", context.repository.name, login, error)
        may_write = False
    return Caller(login, is_author(login, pull), may_write)


async def _refusal(
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


async def _rejected(context: JobContext, command: Command) -> Refusal:
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
