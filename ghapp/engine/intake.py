"""Events are stored for good before GitHub is answered; those that wait together share a commit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions

from ghapp.engine.looks import Looks

QUEUE = "pulls"
JOB = "job"
APPLICATION = "ghapp"
# dbos hands queued work only to processes of the same version: a changed value strands what waits.
VERSION = "1"
MOST_IN_ONE_COMMIT = 200

log = logging.getLogger(__name__)


class NotStored(Exception):
    """The database did not take an event: whoever sent it must send it again."""


@dataclass(frozen=True, slots=True)
class Request:
    """A job to be stored."""

    id: str  # of the job; the same id again is ignored
    key: str  # of the event, the same over all attempts
    lane: str
    event: dict[str, Any]
    attempt: int = 0
    received: int | None = None  # the moment, for a further attempt
    delay: float | None = None  # seconds
    stored: asyncio.Future[None] = field(default_factory=asyncio.Future, compare=False)


class Intake:
    """Writes requests in the order of their arrival, as many in one transaction as wait.

    A commit to SQLite costs a disk flush whether it carries one job or fifty.
    """

    def __init__(self, database: sa.Engine, client: DBOSClient, looks: Looks) -> None:
        self._database = database
        self._client = client
        self._looks = looks
        self._waiting: list[Request] = []
        self._writer: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ghapp-intake")

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits to be stored."""
        return self._writer is None

    async def put(self, request: Request) -> None:
        """Store a job, durably when this returns; raises NotStored."""
        self._waiting.append(request)
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await request.stored

    async def close(self) -> None:
        """Store what waits, and end."""
        if self._writer is not None:
            await self._writer
        self._thread.shutdown(wait=False)

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch = self._waiting[:MOST_IN_ONE_COMMIT]
            del self._waiting[:MOST_IN_ONE_COMMIT]
            try:
                await loop.run_in_executor(self._thread, self._commit, batch)
            except Exception as error:  # noqa: BLE001 - every waiting sender gets it
                log.error("%d events not stored: %s", len(batch), error)  # noqa: TRY400
                self._refuse(batch, error)
            else:
                self._accept(batch)
        self._writer = None

    def _commit(self, batch: Sequence[Request]) -> None:
        with self._database.begin() as connection:
            first = self._looks.take_moments(connection, len(batch))
            for moment, request in enumerate(batch, start=first):
                self._enqueue(connection, request, request.received or moment)

    def _enqueue(self, connection: sa.Connection, request: Request, received: int) -> None:
        options: EnqueueOptions = {
            "workflow_name": JOB,
            "queue_name": QUEUE,
            "workflow_id": request.id,
            "queue_partition_key": request.lane,
            "app_version": VERSION,
            # dbos orders a lane by priority first. Its own time stamps are whole seconds on SQLite
            # under Python 3.11, and equal within one transaction on PostgreSQL.
            "priority": received,
        }
        if request.delay is not None:
            options["delay_seconds"] = request.delay
        record = {
            "key": request.key,
            "event": request.event,
            "attempt": request.attempt,
            "received": received,
        }
        self._client.enqueue_in_transaction(connection, options, record)

    @staticmethod
    def _accept(batch: Sequence[Request]) -> None:
        for request in batch:
            if not request.stored.done():  # the sender may have gone
                request.stored.set_result(None)

    @staticmethod
    def _refuse(batch: Sequence[Request], error: Exception) -> None:
        for request in batch:
            if not request.stored.done():
                refusal = NotStored(f"{type(error).__name__}: not stored")
                refusal.__cause__ = error
                request.stored.set_exception(refusal)
