"""The answer to a comment: one reply where there is something to say, and one reaction."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ghapp.commands.command import Outcome, Refusal
from ghapp.commands.parser import Written
from ghapp.features.context import JobContext
from ghapp.newsletter.code_spans import code_span
from ghapp.ports.errors import RequestRejected
from ghapp.ports.events import CommentWritten
from ghapp.ports.values import Reaction

MARKER = "<!-- ghapp:reply {comment} -->"
LONGEST = 60_000  # GitHub takes 65,536 characters

log = logging.getLogger(__name__)


def reply(written: Sequence[Written], outcomes: Sequence[Outcome]) -> str:
    """What to say; "" for nothing. Of several commands, which one each text is about."""
    if len(outcomes) == 1:
        return outcomes[0].text[:LONGEST]
    parts = [
        f"{code_span('/' + one.word[:40])}: {outcome.text}"
        for one, outcome in zip(written, outcomes, strict=False)
        if outcome.text
    ]
    return "\n\n".join(parts)[:LONGEST]


async def answer(
    context: JobContext,
    event: CommentWritten,
    written: Sequence[Written],
    outcomes: Sequence[Outcome],
) -> None:
    """Reply and react, if the comment is still there and may be answered."""
    text = reply(written, outcomes)
    is_refused = any(isinstance(outcome, Refusal) for outcome in outcomes)
    try:
        if text:
            await reply_once(context, event.number, event.comment, text)
        await context.repository.react(
            event.comment, Reaction.REFUSED if is_refused else Reaction.TAKEN
        )
    except RequestRejected as error:  # deleted, or the conversation is locked
        log.warning("%s#%d: no answer: %s", event.repository, event.number, error)


async def say_meanwhile(context: JobContext, event: CommentWritten, text: str) -> None:
    """Reply that it takes a while; the answer takes the place of this text."""
    await reply_once(context, event.number, event.comment, text)


async def reply_once(context: JobContext, number: int, comment: int, text: str) -> None:
    """Reply to a comment, or replace what was said so far."""
    body = f"{MARKER.format(comment=comment)}\n{text}"
    comments = await context.repository.comments(number)
    marker = body.partition("\n")[0]
    said = next((one for one in comments if one.is_ours and one.body.startswith(marker)), None)
    if said is None:
        await context.repository.create_comment(number, body)
    elif said.body.replace("\r\n", "\n") != body:
        await context.repository.edit_comment(said.id, body)
