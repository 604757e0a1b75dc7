"""Which processes run the queue: one for an SQLite file, several for PostgreSQL."""

from __future__ import annotations

import logging
import socket
import sqlite3
from collections import defaultdict
from typing import Protocol
from uuid import uuid4

import sqlalchemy as sa
from dbos import DBOSClient

SECONDS_TO_WAIT = 5.0  # for a process that is about to end

log = logging.getLogger(__name__)


class AlreadyRunning(Exception):
    """Another process works on the same SQLite file."""


class Ownership(Protocol):
    """A process's claim to the jobs that it has begun."""

    @property
    def executor(self) -> str:
        """The name under which dbos notes who has begun a job."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes may leave jobs that have to be taken over."""

    def take(self) -> None:
        """Become an owner, before any job is begun."""

    def take_over(self, client: DBOSClient) -> int:
        """Put the jobs of processes that died back into the queue, and count them."""

    def release(self) -> None:
        """Give the ownership up, when no job runs any more."""


def ownership_of(database: sa.Engine) -> Ownership:
    """The kind of ownership that fits the database."""
    if database.dialect.name == "postgresql":
        return SharedDatabase(database)
    return SingleFile(str(database.url.database))


class SingleFile:
    """An SQLite file has one owner; dbos recovers its jobs under the same name.

    The claim is an exclusive transaction on a second file: the system ends it with the process,
    however that dies.
    """

    executor = "ghapp"
    is_shared = False

    def __init__(self, path: str) -> None:
        self._path = f"{path}.lock"
        self._lock: sqlite3.Connection | None = None

    def take(self) -> None:
        """Claim the file, waiting a little for a process that is about to end."""
        lock = sqlite3.connect(
            self._path, timeout=SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            lock.close()
            raise AlreadyRunning(f"Another process holds {self._path}: {error}.") from error
        self._lock = lock

    def take_over(self, _client: DBOSClient) -> int:
        """Nothing: nobody else works on the file."""
        return 0

    def release(self) -> None:
        """Let the next process have the file."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


class SharedDatabase:
    """In PostgreSQL every process holds a session lock on its name; without one it is dead.

    dbos recovers only jobs begun under a process's own name, so one that dies for good would keep
    its jobs, and the lanes they stand in.
    """

    is_shared = True

    def __init__(self, database: sa.Engine) -> None:
        self._database = database
        self._session: sa.Connection | None = None
        self.executor = f"{socket.gethostname()}-{uuid4().hex[:12]}"

    def take(self) -> None:
        """Hold the lock of this process's name, in a session of its own."""
        session = self._database.connect().execution_options(isolation_level="AUTOCOMMIT")
        if not _lock(session, self.executor):
            session.close()
            raise AlreadyRunning(f"Another process is called {self.executor}.")
        self._session = session

    def take_over(self, client: DBOSClient) -> int:
        """Put the jobs of processes that died back into the queue, and count them."""
        session = self._own_session()
        begun = client.list_workflows(status="PENDING", load_input=False, load_output=False)
        orphans: dict[str, dict[str | None, list[str]]] = defaultdict(lambda: defaultdict(list))
        for job in begun:
            if job.executor_id and job.executor_id != self.executor:
                orphans[job.executor_id][job.queue_name].append(job.workflow_id)
        return sum(self._resume(client, session, dead, jobs) for dead, jobs in orphans.items())

    def release(self) -> None:
        """Drop the lock with its session."""
        if self._session is not None:
            # A pooled connection would keep the lock: this one is closed.
            self._session.detach()
            self._session.close()
            self._session = None

    def _own_session(self) -> sa.Connection:
        """The session with our lock, a new one if the connection was lost."""
        if self._session is not None:
            try:
                self._session.execute(sa.select(1))
            except sa.exc.DBAPIError:
                self.release()
        if self._session is None:
            self.take()
        assert self._session is not None  # noqa: S101 - tells mypy what take() did
        return self._session

    def _resume(
        self,
        client: DBOSClient,
        session: sa.Connection,
        executor: str,
        jobs: dict[str | None, list[str]],
    ) -> int:
        if not _lock(session, executor):
            return 0
        try:
            # Read again under the lock: the list may be older than another machine's take-over.
            for queue, ids in jobs.items():
                still = client.list_workflows(
                    workflow_ids=ids,
                    status="PENDING",
                    executor_id=executor,
                    load_input=False,
                    load_output=False,
                )
                client.resume_workflows([job.workflow_id for job in still], queue_name=queue)
                if still:
                    log.warning("%d jobs of %s, which died, taken over", len(still), executor)
        finally:
            _unlock(session, executor)
        return sum(len(ids) for ids in jobs.values())


def _lock(session: sa.Connection, executor: str) -> bool:
    taken = session.execute(
        sa.text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))"),
        {"name": f"ghapp {executor}"},
    )
    return bool(taken.scalar_one())


def _unlock(session: sa.Connection, executor: str) -> None:
    session.execute(
        sa.text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"),
        {"name": f"ghapp {executor}"},
    )
