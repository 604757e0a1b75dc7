"""What the server keeps durably: the memories of the features, and the queue of events."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ghapp.database import open_database
from ghapp.engine import Engine, Observe, Pace
from ghapp.environment import Environment
from ghapp.ports.jobs import Handle, JobQueue
from ghapp.ports.store import M, Memory, Store
from ghapp.store import SqlStore


class ServerStore(Store, Protocol):
    """The store as the pages of the server read it: over all repositories."""

    async def recall_everywhere(self, kind: type[M]) -> Mapping[str, M]:
        """What is remembered of each whole repository, by its name."""

    async def recall_together(
        self, repository: str, kinds: Sequence[type[Memory]]
    ) -> Sequence[tuple[int, Memory]]:
        """All memories of some kinds in a repository as they were at one moment, by number."""


class Queue(JobQueue, Protocol):
    """The durable queue as the server starts, ends and watches it."""

    async def start(self) -> None:
        """Begin to work, first on what was waiting or under way when the last process ended."""

    async def stop(self, grace: float) -> None:
        """Let running jobs finish for `grace` seconds."""

    async def taken(self, keys: Sequence[str]) -> frozenset[str]:
        """Which of these keys have a stored event, handled or not."""

    async def waiting(self) -> int:
        """How many jobs are queued or wait for a retry."""

    async def ping(self) -> None:
        """Reach where the events are kept; raises when that fails."""

    async def idle(self, *, delayed: bool = False) -> None:
        """Wait until nothing is queued or running nor, with `delayed`, waits for a retry."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What the queue does with its events."""

    handle: Handle  # gets each event and its key
    observe: Observe  # told of the end of each job
    pace: Pace


@dataclass(frozen=True, slots=True)
class Keeping:
    """The store, and the engine with its queue."""

    store: ServerStore
    engine: Queue
    close: Callable[[], None]  # when both have ended


Keep = Callable[[Environment, Duty], Awaitable[Keeping]]


async def in_database(environment: Environment, duty: Duty) -> Keeping:
    """Keep all in the database that the environment names.

    Raises:
        DatabaseRefused: it cannot be used.

    """
    database = open_database(environment.database_url)
    store = SqlStore(database)
    await store.prepare()
    engine = Engine(database, duty.handle, pace=duty.pace, observe=duty.observe)
    return Keeping(store, engine, database.dispose)
