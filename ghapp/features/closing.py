"""Closing: what adds only to closed sections is closed, some hours after its author was told."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.rights import missing_permissions
from ghapp.features.say_once import say_once
from ghapp.newsletter.code_spans import code_span
from ghapp.ports.events import ClosingDue
from ghapp.ports.store import Memory
from ghapp.ports.values import PullRequest
from ghapp.rules.context import Closed

NEEDED = ("pull_requests",)  # to write

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ClosingMemory(Memory):
    """Since when an author knows that the sections are closed, and what came of it."""

    kind: ClassVar[str] = "closing"

    sections: frozenset[str] = frozenset()  # what their headings are compared by
    told: str = ""  # when (ISO 8601); "" for not yet
    awaited: str = ""  # the moment for which the queue holds an event
    closing: bool = False  # about to be closed
    closed: bool = False  # by the app: whoever reopened it wants it open


@dataclass(frozen=True, slots=True)
class Closing:
    """What becomes of a pull request that adds only to closed sections."""

    memory: ClosingMemory = ClosingMemory()  # once its author is told
    at: datetime | None = None  # when it is closed, if nothing changes; None for never

    @property
    def announcement(self) -> str:
        """What the report says of it; "" for nothing."""
        if self.at is None:
            return ""
        moment = f"{self.at:%A}, {self.at.day} {self.at:%B}, {self.at:%H:%M} UTC"
        return (
            f"If this pull request still adds only there on {moment}, I close it."
            " `/section NAME` moves it to another section."
        )


def closing_of(closed: Sequence[Closed], memory: ClosingMemory, now: datetime) -> Closing:
    """What becomes of a pull request, by the settings of the sections as they are now.

    Where it adds to several, it is closed when the time of all is over. What is told of a section
    of which it was not told before counts anew for all.
    """
    if not closed or memory.closed:
        return Closing(ClosingMemory(closed=memory.closed))
    sections = frozenset(one.key for one in closed)
    is_told = bool(memory.told) and sections <= memory.sections
    told = datetime.fromisoformat(memory.told) if is_told else now.astimezone(UTC)
    after = replace(memory, sections=sections, told=told.isoformat())
    hours = [one.close_after for one in closed]
    return Closing(after, told + timedelta(hours=max(hours)) if all(hours) else None)


async def planned_closing(
    context: JobContext, pull: PullRequest, closed: Sequence[Closed]
) -> Closing:
    """What becomes of a pull request that adds only to these closed sections; none for any other.

    One that is a draft still waits for its author, not for editors; and what the app may not do it
    does not announce.
    """
    memory = await context.recall(ClosingMemory, pull.number)
    if pull.is_draft or (closed and await missing_permissions(context.repository, NEEDED)):
        closed = ()
    return closing_of(closed, memory, context.now)


async def follow_closing(context: JobContext, pull: PullRequest, closing: Closing) -> None:
    """Close a pull request whose author was told, if it is time, or have it reconciled then."""
    memory = closing.memory
    if closing.at is not None and closing.at <= context.now:
        await _close(context, pull, memory)
        return
    if closing.at is not None and memory.awaited != closing.at.isoformat():
        memory = replace(memory, awaited=closing.at.isoformat())
        await _reconcile_then(context, pull.number, closing.at)
    await _remember(context, memory, pull.number)


async def pull_is_closed(context: JobContext, number: int) -> None:
    """Nothing counts any more once a pull request is closed; if it is reopened, it counts anew."""
    memory = await context.recall(ClosingMemory, number)
    by_app = memory.closing or memory.closed
    await _remember(context, ClosingMemory(closed=by_app), number)


async def awaited_moment_came(context: JobContext, number: int) -> None:
    """The event that was asked for has come; if it is too early, reconciling asks for another."""
    memory = await context.recall(ClosingMemory, number)
    await _remember(context, replace(memory, awaited=""), number)


async def reconcile_told(context: JobContext) -> None:
    """Have every pull request reconciled whose author was told, in case an event was lost."""
    for number, memory in (await context.recall_all(ClosingMemory)).items():
        if memory.told:
            event = ClosingDue(context.installation, context.repository.name, number)
            await context.jobs.enqueue(f"{context.key}#{number} closing", event)


async def _reconcile_then(context: JobContext, number: int, at: datetime) -> None:
    event = ClosingDue(context.installation, context.repository.name, number)
    # The same when this job is tried again, and another one for an event that came too early.
    key = f"{context.key}#{number} closing {at.isoformat()}"
    await context.jobs.enqueue(key, event, (at - context.now).total_seconds())


async def _remember(context: JobContext, memory: ClosingMemory, number: int) -> None:
    if memory == ClosingMemory():
        await context.forget(ClosingMemory, number)
    else:
        await context.remember(memory, number)


async def _close(context: JobContext, pull: PullRequest, memory: ClosingMemory) -> None:
    """Say so and close it, once, wherever the app is stopped meanwhile."""
    present = await context.repository.pull(pull.number)
    if not present.is_open or present.head.sha != pull.head.sha or present.is_draft:
        return  # an event that tells of it follows
    await context.remember(replace(memory, closing=True), pull.number)
    await say_once(context, pull.number, await _closing_words(context, memory))
    await context.repository.close_pull(pull.number)
    await context.remember(ClosingMemory(closed=True), pull.number)
    name = context.repository.name
    log.info("%s#%d: closed, as it adds only to closed sections", name, pull.number)


async def _closing_words(context: JobContext, memory: ClosingMemory) -> str:
    template = (await context.snapshot()).around.template
    titles = {key: heading.title for key, heading in template.sections.items()} if template else {}
    sections = " and ".join(code_span(titles.get(key, key)) for key in sorted(memory.sections))
    takes = "takes" if len(memory.sections) == 1 else "take"
    return (
        f"I close this pull request: it adds only to {sections}, which {takes} no pull requests."
        " If your link fits another section, open a new pull request that adds it there, or ask"
        " an editor here to reopen this one: GitHub lets only editors do that."
    )
