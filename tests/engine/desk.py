"""A handler that a test can close and make fail, and the events that are sent to it."""

from __future__ import annotations

import asyncio

from ghapp.engine import Pace
from ghapp.ports.events import (
    BranchPushed,
    ButtonPressed,
    ClosingDue,
    CommentWritten,
    Event,
    HeadSeen,
    OnboardingDue,
    PullChanged,
    RepositoryAdded,
    RepositoryRemoved,
    Rerun,
    ReviewChanged,
    ScheduleDue,
)

SHA = "a" * 40


def written() -> CommentWritten:
    """A comment with a command."""
    return CommentWritten(1, "owner/news", 7, 55, "somebody", "/help", "2026-01-07T06:00:00+00:00")


EVERY_KIND: list[Event] = [
    PullChanged(1, "owner/news", 7, SHA, "pull_request.opened"),
    BranchPushed(1, "owner/news"),
    RepositoryAdded(1, "owner/news", is_new=True, since="2026-01-07T06:00:00+00:00"),
    OnboardingDue(1, "owner/news"),
    RepositoryRemoved(1, "owner/news"),
    HeadSeen(1, "owner/news", 7, SHA, "2026-01-07T06:00:00+00:00"),
    written(),
    ReviewChanged(1, "owner/news", 7, 66, "somebody", "approved", SHA, "2026-01-07T06:00:00+00:00"),
    ButtonPressed(1, "owner/news", SHA, "fix", "somebody"),
    Rerun(1, "owner/news", SHA),
    ScheduleDue(1, "owner/news"),
    ClosingDue(1, "owner/news", 7),
]
QUICK = Pace(poll=0.02, attempts=2, delays=(0,))


def changed(number: int = 7, head: str = SHA) -> PullChanged:
    """A pull request that got a new head."""
    return PullChanged(1, "owner/news", number, head, "push")


def pressed(identifier: str) -> ButtonPressed:
    """A button of the check run on one head."""
    return ButtonPressed(1, "owner/news", SHA, identifier, "somebody")


class Desk:
    """Handles events: notes them, waits where a test closed it, fails as often as told."""

    def __init__(self) -> None:
        self.handled: list[tuple[str, Event]] = []
        self.begun = asyncio.Semaphore(0)
        self.ended = asyncio.Semaphore(0)
        self.open = asyncio.Event()
        self.open.set()
        self.failures: list[Exception] = []
        self.at_once = 0
        self.most_at_once = 0

    async def handle(self, event: Event, key: str) -> None:
        """What the engine calls."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            self.begun.release()
            await self.open.wait()
            if self.failures:
                raise self.failures.pop(0)
            self.handled.append((key, event))
        finally:
            self.at_once -= 1
            self.ended.release()

    @property
    def keys(self) -> list[str]:
        """The keys of what was handled, in order."""
        return [key for key, _ in self.handled]
