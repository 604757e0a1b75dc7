"""The durable queue, the schedules, and what a job works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ghapp.ports.events import Event
from ghapp.ports.repository import Repository
from ghapp.ports.store import Store


@dataclass(frozen=True, slots=True)
class OpenSchedule:
    """When to look whether a repository's next draft is due."""

    installation: int
    repository: str
    cron: str
    timezone: str = "UTC"


class JobQueue(Protocol):
    """The durable queue: one job at a time for each pull request."""

    async def enqueue(self, key: str, event: Event) -> None:
        """Have an event handled, durably when this returns; the same key again is ignored."""

    async def keep_schedule(self, schedule: OpenSchedule) -> None:
        """Have ScheduleDue handled at these times from now on; replaces the repository's former."""

    async def forget_schedule(self, installation: int, repository: str) -> None:
        """Have ScheduleDue handled no more, unless a later installation keeps the schedule."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything a feature may reach for one event."""

    repository: Repository
    store: Store
    jobs: JobQueue
    now: datetime
    key: str = ""  # of the event being handled: deterministic keys for what it enqueues
