"""The engine as the rest of the app sees it: give it events, and it has them handled."""

from __future__ import annotations

import asyncio
import logging
import math
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer

from ghapp.engine import schedules
from ghapp.engine.intake import APPLICATION, JOB, QUEUE, VERSION, Intake, Request
from ghapp.engine.jobs import Handle, Jobs, Observe, Outcome, Pace
from ghapp.engine.looks import Looks
from ghapp.engine.messages import lane, to_json
from ghapp.engine.ownership import ownership_of
from ghapp.ports import Event, OpenSchedule

log = logging.getLogger(__name__)

JOBS_AT_ONCE = 8
RESTARTS_IN_ONE_JOB = 10  # a job that was running at so many crashes is taken to cause them
SECONDS_BETWEEN_TAKE_OVERS = 5

# dbos keeps one instance and one registry for the whole process.
_dbos_is_taken = threading.Lock()


def observe_nothing(_kind: str, _outcome: Outcome, _seconds: float) -> None:
    """Take no measurements."""


class Engine:
    """The port `Jobs`, on dbos; one at a time in a process."""

    def __init__(
        self,
        database: sa.Engine,
        handle: Handle,
        *,
        pace: Pace | None = None,
        observe: Observe = observe_nothing,
    ) -> None:
        # dbos writes to a handler of its own unless its logger has one, and much at INFO.
        logging.getLogger("dbos").addHandler(logging.NullHandler())
        logging.getLogger("dbos").setLevel(logging.WARNING)
        self._database = database
        self._pace = pace or Pace()
        self._client = DBOSClient(
            system_database_engine=database,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            retry_connection_errors=False,
            lazy=True,
        )
        self._ownership = ownership_of(database)
        self._looks = Looks(database)
        self._intake = Intake(database, self._client, self._looks)
        self._jobs = Jobs(
            handle, self._looks, self._intake, self._pace, forget=self._forget, observe=observe
        )
        self._running: set[asyncio.Task[Any]] = set()
        self._is_stopping = False
        self._take_overs: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to work, first on what was waiting or under way when the last process ended."""
        if not _dbos_is_taken.acquire(blocking=False):
            raise RuntimeError("Another engine runs in this process.")
        try:
            await asyncio.to_thread(self._ownership.take)
            await asyncio.to_thread(self._prepare)
            self._register()
            # dbos runs coroutines on the loop that launches it: never on another thread.
            DBOS.launch()
            await asyncio.to_thread(schedules.tidy_daily, self._client)
        except BaseException:
            await self._end(0)
            raise
        if self._database.dialect.name == "postgresql":
            self._take_overs = asyncio.create_task(self._take_over_now_and_then())

    async def stop(self, grace: float = 20) -> None:
        """Let running jobs finish for `grace` seconds; the next process begins the rest anew."""
        self._is_stopping = True
        if self._take_overs is not None:
            self._take_overs.cancel()
            with suppress(asyncio.CancelledError):
                await self._take_overs
        await self._end(grace)

    async def enqueue(self, key: str, event: Event) -> None:
        """Have an event handled, durably when this returns; the same key again is ignored.

        Raises NotStored when the database does not take it.
        """
        await self._intake.put(Request(id=key, key=key, lane=lane(event), event=to_json(event)))

    async def keep_schedule(self, schedule: OpenSchedule) -> None:
        """Have ScheduleDue handled at these times from now on; replaces the repository's former."""
        await asyncio.to_thread(schedules.apply, self._client, schedule)

    async def remove_schedule(self, repository: str) -> None:
        """Have ScheduleDue of this repository handled no more."""
        await asyncio.to_thread(schedules.remove, self._client, repository)

    async def ping(self) -> None:
        """Reach the database; raises what SQLAlchemy raises when that fails."""
        await asyncio.to_thread(self._ping)

    async def idle(self, *, delayed: bool = False) -> None:
        """Wait until nothing is queued or running, nor (with `delayed`) waits to be tried again."""
        states = ["ENQUEUED", "PENDING", *(["DELAYED"] if delayed else [])]
        while not self._intake.is_idle or await asyncio.to_thread(self._any_job, states):
            await asyncio.sleep(0.02)  # noqa: ASYNC110 - the jobs may run in another process

    def _any_job(self, states: list[str]) -> bool:
        jobs = self._client.list_workflows(
            status=states, limit=1, load_input=False, load_output=False
        )
        return bool(jobs)

    def _ping(self) -> None:
        with self._database.connect() as connection:
            connection.execute(sa.select(1))

    def _prepare(self) -> None:
        self._looks.prepare()
        url = self._url()
        DBOS.migrate(url)
        # Before the launch: dbos looks for new queues only once a second.
        self._client.register_queue(
            QUEUE,
            partition_concurrency=1,
            worker_concurrency=JOBS_AT_ONCE,
            polling_interval_sec=self._pace.poll,
        )

    def _url(self) -> str:
        return self._database.url.render_as_string(hide_password=False)

    def _register(self) -> None:
        slow = min(1.0, 5 * self._pace.poll)
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": self._url(),
            "application_version": VERSION,
            "executor_id": self._ownership.executor,
            "max_executor_threads": 4,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
            # Notifications between workflows, which there are none of here.
            "notification_listener_polling_interval_sec": slow,
            "notification_coalesce_sec": slow,
        }
        DBOS(config=config)
        DBOS.workflow(name=JOB, max_recovery_attempts=RESTARTS_IN_ONE_JOB)(self._job())
        DBOS.workflow(name=schedules.TICK)(self._tick())
        DBOS.workflow(name=schedules.TIDY)(self._tidy())

    def _job(self) -> Callable[[dict[str, Any]], Coroutine[Any, Any, str]]:
        async def job(record: dict[str, Any]) -> str:
            task = asyncio.current_task()
            if self._is_stopping or task is None:
                raise asyncio.CancelledError  # dbos leaves it as begun, for the next process
            self._running.add(task)
            try:
                return await self._jobs.run(record)
            finally:
                self._running.discard(task)

        return job

    def _tick(self) -> Callable[[str, dict[str, Any]], Coroutine[Any, Any, None]]:
        async def tick(scheduled: str, context: dict[str, Any]) -> None:
            await self._jobs.persist(lambda: self._intake.put(schedules.tick(scheduled, context)))

        return tick

    def _tidy(self) -> Callable[[str, None], Coroutine[Any, Any, int]]:
        async def tidy(_scheduled: str, _context: None) -> int:
            return await schedules.tidy(self._client, datetime.now(UTC))

        return tidy

    async def _forget(self, key: str) -> None:
        await asyncio.to_thread(self._client.delete_workflows, [key])

    async def _take_over_now_and_then(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self._ownership.take_over, self._client)
            except sa.exc.SQLAlchemyError as error:
                log.warning("No look for jobs of dead processes: %s", error)
            await asyncio.sleep(SECONDS_BETWEEN_TAKE_OVERS)

    async def _end(self, grace: float) -> None:
        loop = asyncio.get_running_loop()
        # dbos makes its own threads the loop's default ones, and takes them away with it.
        threads = ThreadPoolExecutor(thread_name_prefix="ghapp")
        ending = loop.run_in_executor(threads, self._destroy, grace)
        done, _ = await asyncio.wait([ending], timeout=grace)
        for task in [] if done else list(self._running):
            task.cancel()
        await ending
        loop.set_default_executor(threads)
        await self._intake.close()
        await self._release()

    @staticmethod
    def _destroy(grace: float) -> None:
        # It begins to wait with a second's sleep, so that 0 is for nothing but tests.
        DBOS.destroy(
            destroy_registry=True,
            workflow_completion_timeout_sec=math.ceil(grace) + 2 if grace else 0,
        )

    async def _release(self) -> None:
        await asyncio.to_thread(self._ownership.release)
        self._client.destroy()
        _dbos_is_taken.release()
