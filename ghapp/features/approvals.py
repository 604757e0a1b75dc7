"""Approval: an editor's yes to one head, by command or by GitHub's own review; a push ends it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.heads import note_head
from ghapp.features.labels import APPROVED, write_state_label
from ghapp.features.own_pulls import is_own
from ghapp.features.rights import is_editor
from ghapp.features.rollup_triggers import rollup_is_due
from ghapp.ports.errors import RequestRejected
from ghapp.ports.events import HeadSeen, ReviewChanged
from ghapp.ports.store import Memory
from ghapp.ports.values import PullRequest

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Approval(Memory):
    """The last decision on a pull request, and the approval that stands since, if any."""

    kind: ClassVar[str] = "approval"

    head: str = ""  # what is approved; "" for nothing
    by: str = ""  # the editor's login
    through: str = ""  # "review ID" or "comment ID"
    decided: str = ""  # when, by GitHub's clock (ISO 8601, UTC)

    def followed_by(self, later: Approval) -> Approval:
        """What holds after another decision: the last one, in whatever order they are heard of."""
        return later if later.decided >= self.decided else self

    def after_push(self, head: str, at: datetime) -> Approval:
        """What holds after a head was seen: another one clears the approval of an earlier one."""
        is_stale = bool(self.head) and head != self.head
        return self.followed_by(Approval(decided=in_utc(at))) if is_stale else self


def standing_approval(memory: Approval, head: str) -> Approval | None:
    """The approval of this very head, if it has one."""
    return memory if memory.head and memory.head == head else None


def in_utc(moment: datetime) -> str:
    """A moment in the form in which moments are compared as text."""
    return moment.astimezone(UTC).isoformat()


async def approver_is_still_editor(context: JobContext, approval: Approval) -> bool:
    """Whether the person who approved may still write here, asked at this moment."""
    return await is_editor(context.repository, approval.by)


async def decide(context: JobContext, pull: PullRequest, decision: Approval) -> None:
    """Remember a decision if it is the last one, and have the label show what holds."""
    if is_own(pull, context.repository):  # it holds what others approved, or nothing of anybody
        return
    after = (await context.recall(Approval, pull.number)).followed_by(decision)
    await context.remember(after, pull.number)
    await rollup_is_due(context)
    await _show(context, pull, after)


async def clear_approval(context: JobContext, pull: PullRequest, at: str) -> None:
    """Clear it, as a push would: what was approved is not what would be merged."""
    await decide(context, pull, Approval(decided=in_utc(datetime.fromisoformat(at))))


async def head_seen(context: JobContext, event: HeadSeen) -> None:
    """Note a head; an approval of an earlier one is over."""
    at = datetime.fromisoformat(event.at)
    await note_head(context, event.number, event.head, at)
    before = await context.recall(Approval, event.number)
    after = before.after_push(event.head, at)
    if after == before:
        return
    pull = await context.repository.pull(event.number)
    if pull.is_open:
        await _show(context, pull, after)
    await rollup_is_due(context)
    await context.remember(after, event.number)  # last: what is interrupted is done again


async def review_changed(context: JobContext, event: ReviewChanged) -> None:
    """Follow an editor's review that approves or objects, and the dismissal of one."""
    pull = await context.repository.pull(event.number)
    snapshot = await context.snapshot()
    if not pull.is_open or pull.base.name != snapshot.branch or snapshot.settings.paused:
        return
    decision = await _decision(context, pull, event)
    if decision is not None:
        await decide(context, pull, decision)


async def _decision(
    context: JobContext, pull: PullRequest, event: ReviewChanged
) -> Approval | None:
    """What a review decides; None for nothing."""
    through = f"review {event.review}"
    if event.state == "dismissed":
        standing = await context.recall(Approval, pull.number)
        return Approval(decided=standing.decided) if standing.through == through else None
    if not await is_editor(context.repository, event.login):
        return None
    decided = in_utc(datetime.fromisoformat(event.at))
    if event.state != "approved":
        return Approval(decided=decided)
    if event.head != pull.head.sha:
        return None
    # Its dismissal may have been heard of before it.
    if event.review not in await context.repository.approving_reviews(pull.number):
        return None
    return Approval(event.head, event.login, through, decided)


async def _show(context: JobContext, pull: PullRequest, memory: Approval) -> None:
    """Put the label on, or take it off."""
    wanted = standing_approval(memory, pull.head.sha) is not None
    try:
        await write_state_label(context, pull, APPROVED, wanted=wanted)
    except RequestRejected as error:  # what counts is what is remembered
        log.error(
            "%s#%d: label rejected by GitHub: %s", context.repository.name, pull.number, error
        )
