"""The table where events wait to become jobs: a row costs a fifth of what a dbos job costs."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions

from ghapp.database import create_tables
from ghapp.engine.runs import Runs

QUEUE = "pulls"
JOB = "job"
APPLICATION = "ghapp"
# dbos hands queued work only to processes of the same version: a changed value strands what waits.
VERSION = "1"
# A move of so many keeps SQLite's only writer busy for about 20 ms. There are four moves to each
# poll of the queue, which begins as many jobs as one of them brings.
MOST_IN_ONE_MOVE = 16
MOVES_IN_ONE_POLL = 4
SECONDS_BETWEEN_CHECKS = 5  # for what another process left when it died

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """An event that is to become a job."""

    id: str  # of the job; the same id again is ignored
    key: str  # of the event, the same over all attempts
    lane: str
    event: dict[str, Any]
    attempt: int = 0
    received: int | None = None  # the moment, for a further attempt
    delay: float | None = None  # seconds


class Inbox:
    """Stores requests in the order of their arrival and moves them into dbos's queue."""

    def __init__(self, database: sa.Engine, client: DBOSClient, runs: Runs, poll: float) -> None:
        self._database = database
        self._client = client
        self._runs = runs
        self._pause = poll / MOVES_IN_ONE_POLL
        self._tables = sa.MetaData()
        self._table = sa.Table(
            "ghapp_inbox",
            self._tables,
            sa.Column("moment", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("request", sa.Text, nullable=False),
        )
        self._insert = sa.insert(self._table)
        self._oldest = (
            sa.select(self._table)
            .order_by(self._table.c.moment)
            .limit(MOST_IN_ONE_MOVE)
            # Another machine's move takes others.
            .with_for_update(skip_locked=True)
        )
        self._news = asyncio.Event()
        self._mover: asyncio.Task[None] | None = None

    def prepare(self) -> None:
        """Create the table where it is missing."""
        create_tables(self._database, self._tables)

    def add(self, connection: sa.Connection, requests: Sequence[Request]) -> None:
        """Store requests within a transaction."""
        first = self._runs.take_moments(connection, len(requests))
        rows = [
            {"moment": moment, "request": json.dumps(asdict(request))}
            for moment, request in enumerate(requests, start=first)
        ]
        connection.execute(self._insert, rows)

    def is_empty(self) -> bool:
        """Whether nothing waits."""
        with self._database.connect() as connection:
            return connection.execute(sa.select(self._table.c.moment).limit(1)).first() is None

    def ids(self) -> list[str]:
        """The ids of what waits."""
        with self._database.connect() as connection:
            requests = connection.execute(sa.select(self._table.c.request)).scalars()
            return [json.loads(request)["id"] for request in requests]

    def wake(self) -> None:
        """Tell that something was added."""
        self._news.set()

    def open(self) -> None:
        """Begin to turn requests into jobs, first those that the last process left."""
        self._mover = asyncio.create_task(self._move())

    async def close(self) -> None:
        """Stop; the next process takes the rest."""
        if self._mover is not None:
            self._mover.cancel()
            await asyncio.wait([self._mover])

    async def _move(self) -> None:
        while True:
            self._news.clear()
            try:
                moved = await asyncio.to_thread(self._move_some)
            except Exception as error:  # noqa: BLE001 - tried again, and an operator sees it
                log.error("Stored events do not become jobs: %s", error)
                moved = 0
            await asyncio.sleep(self._pause)
            if moved < MOST_IN_ONE_MOVE:
                await self._wait()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(SECONDS_BETWEEN_CHECKS):
                await self._news.wait()
        except TimeoutError:
            return

    def _move_some(self) -> int:
        with self._database.begin() as connection:
            rows = connection.execute(self._oldest).all()
            for moment, request in rows:
                self._enqueue(connection, Request(**json.loads(request)), moment)
            moments = [moment for moment, _ in rows]
            if moments:
                chosen = self._table.c.moment.in_(moments)
                connection.execute(sa.delete(self._table).where(chosen))
        return len(rows)

    def _enqueue(self, connection: sa.Connection, request: Request, moment: int) -> None:
        received = request.received or moment
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
        if request.delay:  # dbos looks only once a second for what waited long enough
            options["delay_seconds"] = request.delay
        record = {
            "key": request.key,
            "event": request.event,
            "attempt": request.attempt,
            "received": received,
        }
        self._client.enqueue_in_transaction(connection, options, record)
