"""Events are stored durably before GitHub gets its answer; those that wait share a commit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from ghapp.engine.inbox import Inbox, Request

MOST_IN_ONE_COMMIT = 200

log = logging.getLogger(__name__)

Waiting = tuple[Request, asyncio.Future[None]]


class NotStored(Exception):
    """The database did not take an event: whoever sent it must send it again."""


class Intake:
    """Writes requests in the order of their arrival, as many in one transaction as wait.

    A commit to SQLite costs a disk flush whether it carries one request or fifty.
    """

    def __init__(self, database: sa.Engine, inbox: Inbox) -> None:
        self._database = database
        self._inbox = inbox
        self._waiting: list[Waiting] = []
        self._writer: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ghapp-intake")

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits to be stored."""
        return self._writer is None

    async def put(self, request: Request) -> None:
        """Store a request, durably when this returns; raises NotStored."""
        stored = asyncio.get_running_loop().create_future()
        self._waiting.append((request, stored))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await stored

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
            requests = [request for request, _ in batch]
            try:
                await loop.run_in_executor(self._thread, self._commit, requests)
            except Exception as error:  # noqa: BLE001 - every waiting sender gets it
                log.error("%d events not stored: %s", len(batch), error)
                _tell(batch, error)
            else:
                _tell(batch, None)
                self._inbox.wake()
        self._writer = None

    def _commit(self, requests: Sequence[Request]) -> None:
        with self._database.begin() as connection:
            self._inbox.add(connection, requests)


def _tell(batch: Sequence[Waiting], error: Exception | None) -> None:
    for _, stored in batch:
        if stored.done():  # the sender has gone
            continue
        if error is None:
            stored.set_result(None)
        else:
            failure = NotStored(f"{type(error).__name__}: not stored")
            failure.__cause__ = error
            stored.set_exception(failure)
