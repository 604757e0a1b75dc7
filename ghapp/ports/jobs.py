"""The durable queue and its schedules."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from ghapp.ports.events import Event


@dataclass(frozen=True, slots=True)
class OpenSchedule:
    """The times at which a repository's next draft may be due."""

    installation: int
    repository: str
    cron: str
    timezone: str = "UTC"


Handle = Callable[[Event, str], Awaitable[None]]  # what to do with an event, given its key


class JobQueue(Protocol):
    """The durable queue: one job at a time for each pull request."""

    async def enqueue(self, key: str, event: Event, delay: float = 0) -> None:
        """Have an event handled, durably when this returns; the same key again is ignored.

        `delay` is in seconds, before it is handled at the earliest.
        """

    async def keep_schedule(self, schedule: OpenSchedule) -> None:
        """Have ScheduleDue handled at these times; replaces the repository's former schedule."""

    async def forget_schedule(self, installation: int, repository: str) -> None:
        """Stop the schedule, unless a later installation keeps it."""
