"""The engine: it takes events, keeps them durably and has them handled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from ghapp.engine import schedules
from ghapp.engine.inbox import Inbox, Request
from ghapp.engine.intake import Intake
from ghapp.engine.jobs import JobRunner, Observe, Outcome
from ghapp.engine.messages import lane, to_json
from ghapp.engine.ownership import ownership_of
from ghapp.engine.pace import Pace
from ghapp.engine.process import Process, Work, client_of
from ghapp.engine.queue_status import QueueStatus
from ghapp.engine.runs import Runs
from ghapp.ports.events import Event
from ghapp.ports.jobs import Handle, OpenSchedule

SECONDS_BETWEEN_TAKE_OVERS = 5
SECONDS_BETWEEN_POLLS = 0.04

log = logging.getLogger(__name__)


def observe_nothing(_kind: str, _outcome: Outcome, _seconds: float) -> None:
    """Take no measurements."""


class Engine:
    """The port `JobQueue`, on dbos. Only one may run in a process, and it is started only once."""

    def __init__(
        self,
        database: sa.Engine,
        handle: Handle,
        *,
        pace: Pace | None = None,
        observe: Observe = observe_nothing,
    ) -> None:
        """Have events handled.

        Args:
            database: where they wait; whoever opened it closes it.
            handle: gets each event and its key; may be called twice for one.
            pace: how often to poll the queue, and how patiently to try again.
            observe: told of the end of each job.

        """
        pace = pace or Pace()
        self._database = database
        self._pace = pace
        self._client = client_of(database)
        self._ownership = ownership_of(database)
        self._process = Process(database, self._ownership.executor, pace.poll)
        self._runs = Runs(database)
        self._inbox = Inbox(database, self._client, self._runs, pace.poll)
        self._intake = Intake(database, self._inbox)
        self._status = QueueStatus(self._client, self._inbox, self._runs)
        self._jobs = JobRunner(
            handle, self._runs, self._intake, pace, forget=self._forget, observe=observe
        )
        self._take_overs: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to work, first on what was waiting or under way when the last process ended.

        Raises:
            AlreadyRunning: another process works on the same SQLite file.

        """
        self._process.claim()
        try:
            await asyncio.to_thread(self._prepare)
            self._process.launch(Work(self._jobs.run, self._tick, self._tidy))
            await asyncio.to_thread(schedules.tidy_daily, self._client)
            self._inbox.open()
        except BaseException:
            await self._end(0)
            raise
        if self._ownership.is_shared:
            self._take_overs = asyncio.create_task(self._take_over_now_and_then())

    async def stop(self, grace: float = 20) -> None:
        """Let running jobs finish for `grace` seconds; the next process runs the rest again."""
        if self._take_overs is not None:
            self._take_overs.cancel()
            with suppress(asyncio.CancelledError):
                await self._take_overs
        await self._end(grace)

    async def enqueue(self, key: str, event: Event, delay: float = 0) -> None:
        """Have an event handled, durably when this returns; the same key again is ignored.

        Args:
            key: of the event.
            event: to be handled.
            delay: seconds before it is handled at the earliest.

        Raises:
            NotStored: the database does not take it.

        """
        seconds = delay * self._pace.haste or None
        request = Request(key, key, lane(event), to_json(event), delay=seconds)
        await self._intake.put(request)

    async def keep_schedule(self, schedule: OpenSchedule) -> None:
        """Have ScheduleDue handled at these times; replaces the repository's former schedule."""
        await asyncio.to_thread(schedules.apply, self._client, schedule)

    async def forget_schedule(self, installation: int, repository: str) -> None:
        """Stop the schedule, unless a later installation keeps it."""
        await asyncio.to_thread(schedules.remove, self._client, installation, repository)

    async def taken(self, keys: Sequence[str]) -> frozenset[str]:
        """Which of these keys have a stored event, handled or not."""
        return await asyncio.to_thread(self._status.taken, keys)

    async def waiting(self) -> int:
        """How many jobs are queued or wait for a retry."""
        return await asyncio.to_thread(self._status.waiting)

    async def ping(self) -> None:
        """Reach the database; raises what SQLAlchemy raises when that fails."""
        await asyncio.to_thread(self._ping)

    async def idle(self, *, delayed: bool = False) -> None:
        """Wait until nothing is queued or running nor, with `delayed`, waits for a retry."""
        while not self._intake.is_idle or await asyncio.to_thread(
            self._status.is_busy, delayed=delayed
        ):
            await asyncio.sleep(SECONDS_BETWEEN_POLLS)  # nobody tells when a job is begun
            await self._jobs.at_rest()

    def _ping(self) -> None:
        with self._database.connect() as connection:
            connection.execute(sa.select(1))

    def _prepare(self) -> None:
        self._ownership.take()
        self._runs.prepare()
        self._inbox.prepare()
        self._process.prepare(self._client)

    async def _tick(self, scheduled: str, context: dict[str, Any]) -> None:
        await self._jobs.persist(lambda: self._intake.put(schedules.tick(scheduled, context)))

    async def _tidy(self) -> int:
        return await schedules.tidy(self._client, datetime.now(UTC))

    async def _forget(self, key: str) -> None:
        await asyncio.to_thread(self._client.delete_workflows, [key])

    async def _take_over_now_and_then(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self._ownership.take_over, self._client)
            except sa.exc.SQLAlchemyError as error:
                log.warning("Jobs of dead processes cannot be taken over: %s", error)
            await asyncio.sleep(SECONDS_BETWEEN_TAKE_OVERS)

    async def _end(self, grace: float) -> None:
        await self._process.end(grace)
        await self._intake.close()
        await self._inbox.close()
        await asyncio.to_thread(self._ownership.release)
        self._client.destroy()
