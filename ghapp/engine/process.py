"""dbos in this process: started once, on our event loop, and ended without losing a job."""

from __future__ import annotations

import asyncio
import logging
import math
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer

from ghapp.engine.inbox import APPLICATION, JOB, QUEUE, VERSION
from ghapp.engine.schedules import TICK, TIDY

T = TypeVar("T")

JOBS_AT_ONCE = 16  # and at most so many are begun at each poll
RESTARTS_IN_ONE_JOB = 10  # a job that was running at so many crashes is taken to cause them

# dbos keeps one instance and one registry for the whole process.
_dbos_is_taken = threading.Lock()


@dataclass(frozen=True, slots=True)
class Work:
    """The functions that dbos runs as its workflows."""

    job: Callable[[dict[str, Any]], Coroutine[Any, Any, str]]
    tick: Callable[[str, dict[str, Any]], Coroutine[Any, Any, None]]
    tidy: Callable[[], Coroutine[Any, Any, int]]


def client_of(database: sa.Engine) -> DBOSClient:
    """A client of dbos's tables that needs no running dbos and works inside a job.

    What a job enqueues through dbos itself is numbered, and must be the same in every run of the
    job; a handler that reads GitHub's present state cannot promise that.
    """
    # dbos writes to a handler of its own unless its logger has one, and much at INFO.
    logging.getLogger("dbos").addHandler(logging.NullHandler())
    logging.getLogger("dbos").setLevel(logging.WARNING)
    return DBOSClient(
        system_database_engine=database,
        serializer=DBOSPortableJSONSerializer(),
        application_name=APPLICATION,
        retry_connection_errors=False,
        lazy=True,
    )


class Process:
    """Starts and ends dbos."""

    def __init__(self, database: sa.Engine, executor: str, poll: float) -> None:
        self._url = database.url.render_as_string(hide_password=False)
        self._executor = executor
        self._poll = poll
        self._running: set[asyncio.Task[Any]] = set()
        self._is_ending = False

    @staticmethod
    def claim() -> None:
        """Reserve dbos for one engine; raises RuntimeError when another has it."""
        if not _dbos_is_taken.acquire(blocking=False):
            raise RuntimeError("Another engine runs in this process.")

    def prepare(self, client: DBOSClient) -> None:
        """Create dbos's tables and our queue in them."""
        DBOS.migrate(self._url)
        # Before the launch: dbos looks for new queues only once a second.
        client.register_queue(
            QUEUE,
            partition_concurrency=1,
            worker_concurrency=JOBS_AT_ONCE,
            polling_interval_sec=self._poll,
        )

    def launch(self, work: Work) -> None:
        """Begin to work; must be called on the loop that is to run the jobs."""
        slow = min(1.0, 2.5 * self._poll)
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": self._url,
            "application_version": VERSION,
            "executor_id": self._executor,
            "max_executor_threads": 4,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
            # Notifications between workflows, which there are none of here.
            "notification_listener_polling_interval_sec": slow,
            "notification_coalesce_sec": slow,
        }
        DBOS(config=config)
        self._register(work)
        # dbos runs coroutines on the loop that launches it: not in another thread, for aiohttp's
        # connections belong to this loop.
        DBOS.launch()

    def _register(self, work: Work) -> None:
        async def job(record: dict[str, Any]) -> str:
            return await self._tracked(work.job(record))

        async def tick(scheduled: str, context: dict[str, Any]) -> None:
            await self._tracked(work.tick(scheduled, context))

        async def tidy(_scheduled: str, _context: None) -> int:
            return await self._tracked(work.tidy())

        DBOS.workflow(name=JOB, max_recovery_attempts=RESTARTS_IN_ONE_JOB)(job)
        DBOS.workflow(name=TICK)(tick)
        DBOS.workflow(name=TIDY)(tidy)

    async def _tracked(self, body: Coroutine[Any, Any, T]) -> T:
        task = asyncio.current_task()
        if task is None or self._is_ending:
            body.close()
            raise asyncio.CancelledError  # dbos leaves it as begun, for the next process
        self._running.add(task)
        # Not when the body ends: dbos has to note that it did.
        task.add_done_callback(self._running.discard)
        return await body

    async def end(self, grace: float) -> None:
        """Let what runs finish for `grace` seconds; the next process runs the rest again."""
        self._is_ending = True
        if not self._running:
            grace = 0  # dbos would sleep for a second before it sees that
        loop = asyncio.get_running_loop()
        threads = ThreadPoolExecutor(thread_name_prefix="ghapp")
        ending = loop.run_in_executor(threads, self._destroy, grace)
        done, _ = await asyncio.wait([ending], timeout=grace)
        for task in [] if done else list(self._running):
            task.cancel()
        await ending
        # dbos made its own threads the loop's default ones, and took them away with it.
        loop.set_default_executor(threads)
        _dbos_is_taken.release()

    @staticmethod
    def _destroy(grace: float) -> None:
        # It begins to wait with a second's sleep, so that 0 is for tests.
        seconds = math.ceil(grace) + 2 if grace else 0
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=seconds)
