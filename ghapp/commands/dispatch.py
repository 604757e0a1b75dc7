"""A comment's commands carried out in order, with one reaction and at most one reply."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ghapp.commands.answer import answer, say_meanwhile
from ghapp.commands.command import Caller, CommandCall, Later, Outcome, Refusal, Taken
from ghapp.commands.parser import Written, parse
from ghapp.commands.progress import Handled, Progress
from ghapp.commands.refusals import MOST, given_up, not_begun, rejected, too_many, unknown
from ghapp.commands.registry import COMMANDS
from ghapp.features.context import JobContext
from ghapp.features.deeds import note_deed
from ghapp.features.heads import Heads
from ghapp.features.rights import is_author, is_editor
from ghapp.ports.errors import RequestRejected
from ghapp.ports.events import CommentWritten
from ghapp.ports.values import PullRequest

BY_NAME = {command.name: command for command in COMMANDS}
log = logging.getLogger(__name__)


async def comment_written(context: JobContext, event: CommentWritten) -> None:
    """Carry out the commands of a comment, once."""
    written = parse(event.body, context.repository.app_slug, BY_NAME)
    if not written or event.comment in (await context.recall(Handled, event.number)).comments:
        return
    if (await context.snapshot()).settings.paused:
        return
    if event.gave_up:
        await _say_given_up(context, event, written)
        return
    progress = await _run_all(context, event, written[:MOST])
    if progress is None:
        return
    outcomes = [*progress.outcomes]
    if len(written) > MOST:
        outcomes.append(too_many(written[MOST:]))
    await _end(context, event, written, outcomes)


async def _say_given_up(
    context: JobContext, event: CommentWritten, written: Sequence[Written]
) -> None:
    """Say of a command that failed every time that it was not carried out."""
    progress = await context.recall(Progress, event.comment)
    outcomes = progress.outcomes if progress.comment == event.comment else []
    if len(outcomes) < len(written):
        outcomes.append(given_up(written[len(outcomes) + 1 :]))
    await _end(context, event, written, outcomes)


async def _end(
    context: JobContext,
    event: CommentWritten,
    written: Sequence[Written],
    outcomes: Sequence[Outcome],
) -> None:
    """Answer a comment, and remember that it was."""
    await answer(context, event, written, outcomes)
    handled = await context.recall(Handled, event.number)  # now: others were answered meanwhile
    await context.remember(handled.with_comment(event.comment), event.number)
    await context.forget(Progress, event.comment)


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
        if not one.nearest:
            await _note(context, event, one, outcome)
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
        return unknown(written)
    command = BY_NAME[written.name]
    pull = await context.repository.pull(event.number)
    caller = await _caller(context, event.login, pull)
    refusal = await not_begun(context, command, caller, pull)
    if refusal is not None:
        return refusal
    call = CommandCall(written.arguments, pull, caller, head, event.comment, event.at, COMMANDS)
    try:
        return await command.run(context, call)
    except RequestRejected as error:
        log.error("%s#%d: /%s: %s", event.repository, event.number, command.name, error)
        return await rejected(context, command)


async def _note(
    context: JobContext, event: CommentWritten, written: Written, outcome: Taken | Refusal
) -> None:
    """Keep for the board what somebody asked for, and what became of it."""
    is_refused = isinstance(outcome, Refusal)
    end = f": {outcome.text}" if is_refused else "."
    text = f"/{written.name} by {event.login}{end}"
    await note_deed(context, event.number, text, is_refused=is_refused)


async def _go_on_later(context: JobContext, event: CommentWritten, delay: float = 0) -> None:
    key = f"comment {event.comment} merges {event.attempt}"
    await context.jobs.enqueue(f"{event.repository} {key}", event, delay)


async def _caller(context: JobContext, login: str, pull: PullRequest) -> Caller:
    """Who it is, asked at this moment; in doubt somebody who may nothing."""
    try:
        may_write = await is_editor(context.repository, login)
    except RequestRejected as error:
        log.error("%s: permission of %s unknown: %s", context.repository.name, login, error)
        may_write = False
    return Caller(login, is_author(login, pull), may_write)
