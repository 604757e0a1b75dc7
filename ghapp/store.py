"""What the features remember, as JSON in the database that also holds the queue."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from ghapp.migration import migrate
from ghapp.ports.store import WHOLE_REPOSITORY, M, Memory

SECONDS_TO_WAIT_FOR_A_LOCK = 10
CONTAINERS: Mapping[str, type[Any]] = {"frozenset": frozenset, "tuple": tuple}


class DatabaseRefused(Exception):
    """The database address cannot be used, or nobody answers there; the text says it in a line."""


def open_database(url: str) -> sa.Engine:
    """The database behind a DATABASE_URL, reached once to be sure of it."""
    database = _engine(url)
    try:
        with database.connect() as connection:
            connection.execute(sa.select(1))
    except sa.exc.SQLAlchemyError as error:
        database.dispose()
        shown = database.url.render_as_string(hide_password=True)
        raise DatabaseRefused(
            f"The database {shown} cannot be reached: {_reason(error)}"
        ) from error
    return database


def _engine(url: str) -> sa.Engine:
    try:
        address = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise DatabaseRefused("DATABASE_URL is not a database address.") from error
    if address.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        address = address.set(drivername="postgresql+psycopg")
        return sa.create_engine(
            address, pool_pre_ping=True, pool_timeout=5, connect_args={"connect_timeout": 5}
        )
    if address.drivername != "sqlite":
        raise DatabaseRefused(
            f"DATABASE_URL begins with {address.drivername}://, not sqlite:/// or postgresql://."
        )
    if address.database in {None, "", ":memory:"}:
        raise DatabaseRefused("DATABASE_URL names no file: write sqlite:///ghapp.db.")
    if problem := sqlite_problem(sys.version_info[:2], sqlite3.sqlite_version_info):
        raise DatabaseRefused(problem)
    database = sa.create_engine(address)
    sa.event.listen(database, "connect", _prepare_sqlite)
    return database


def sqlite_problem(python: tuple[int, ...], sqlite: tuple[int, ...]) -> str:
    """Why this SQLite cannot be used; empty when it can.

    With Python 3.12 and newer, dbos asks SQLite for the time as only 3.42 and newer tell it.
    """
    if python < (3, 12) or sqlite >= (3, 42):
        return ""
    shown = ".".join(map(str, sqlite))
    return (
        f"SQLite {shown} is too old for this Python: 3.42 is needed from Python 3.12 on. Use Python"
        " 3.11, a newer system, or PostgreSQL."
    )


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # WAL lets readers go on while somebody writes, and stays with the file. A transaction that
    # takes the write lock at its start cannot lose it in the middle to another writer.
    connection.isolation_level = "IMMEDIATE"
    connection.execute(f"PRAGMA busy_timeout={SECONDS_TO_WAIT_FOR_A_LOCK * 1000}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _reason(error: sa.exc.SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    return str(cause).strip().split("\n")[0]


@contextmanager
def exclusive(database: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that changes tables; machines that start together wait for each other."""
    with database.begin() as connection:
        if database.dialect.name == "postgresql":
            # CREATE TABLE IF NOT EXISTS of two sessions at once can still collide.
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('ghapp tables'))"))
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # what is read stays so until the end
        yield connection


def create_tables(database: sa.Engine, tables: sa.MetaData) -> None:
    """Create what is missing."""
    with exclusive(database) as connection:
        tables.create_all(connection)


def put(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> None:
    """Write a row over the one with the same primary key."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    key = {column.name for column in table.primary_key}
    rest = {name: value for name, value in row.items() if name not in key}
    connection.execute(
        dialect.insert(table).values(**row).on_conflict_do_update(index_elements=key, set_=rest)
    )


class SqlStore:
    """The port `Store`, in SQLite or PostgreSQL: one row for each memory."""

    def __init__(self, database: sa.Engine) -> None:
        self._database = database
        self._tables = sa.MetaData()
        self._rows = sa.Table(
            "ghapp_memory",
            self._tables,
            sa.Column("repository", sa.Text, primary_key=True),
            sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("kind", sa.Text, primary_key=True),
            sa.Column("record", sa.Text, nullable=False),
        )

    async def prepare(self) -> None:
        """Create the table where it is missing, and take over what an earlier version kept."""
        await asyncio.to_thread(self._prepare)

    async def recall(self, kind: type[M], repository: str, number: int) -> M:
        """What is remembered, or the defaults of its kind."""
        text = await asyncio.to_thread(self._read, self._key(kind, repository, number))
        return kind() if text is None else from_json(kind, text)

    async def recall_all(self, kind: type[M], repository: str) -> Mapping[int, M]:
        """All memories of a kind in a repository by number, lowest first."""
        place = {"kind": kind.kind, "repository": repository}
        texts = await asyncio.to_thread(self._read_by, self._rows.c.number, place)
        return {number: from_json(kind, text) for number, text in texts.items()}

    async def recall_everywhere(self, kind: type[M]) -> Mapping[str, M]:
        """What is remembered of each whole repository by its name, in order."""
        place = {"kind": kind.kind, "number": WHOLE_REPOSITORY}
        texts = await asyncio.to_thread(self._read_by, self._rows.c.repository, place)
        return {name: from_json(kind, text) for name, text in texts.items()}

    async def recall_together(
        self, repository: str, kinds: Sequence[type[Memory]]
    ) -> list[tuple[int, Memory]]:
        """All memories of some kinds in a repository as they are at one moment, by number."""
        return await asyncio.to_thread(self._read_together, repository, kinds)

    async def remember(self, memory: Memory, repository: str, number: int) -> None:
        """Remember this instead, durably when this returns; what is known already costs a read."""
        key = self._key(type(memory), repository, number)
        await asyncio.to_thread(self._write, key, to_json(memory))

    async def forget(self, kind: type[Memory], repository: str, number: int) -> None:
        """Delete what is remembered of this kind."""
        await asyncio.to_thread(self._delete, self._key(kind, repository, number))

    async def forget_all(
        self, repository: str, number: int, but: Collection[type[Memory]] = ()
    ) -> None:
        """Delete what is remembered of a pull request, but for these kinds."""
        kinds = [kind.kind for kind in but]
        await asyncio.to_thread(
            self._delete_all, {"repository": repository, "number": number}, kinds
        )

    def _prepare(self) -> None:
        with exclusive(self._database) as connection:
            self._tables.create_all(connection)
            migrate(connection)

    @staticmethod
    def _key(kind: type[Memory], repository: str, number: int) -> dict[str, Any]:
        return {"repository": repository, "number": number, "kind": kind.kind}

    def _read(self, key: Mapping[str, Any]) -> str | None:
        query = sa.select(self._rows.c.record).filter_by(**key)
        with self._database.connect() as connection:
            text: str | None = connection.execute(query).scalar()
            return text

    def _read_by(self, column: sa.Column[Any], place: Mapping[str, Any]) -> dict[Any, str]:
        """The rows of a place by one of its columns, in its order."""
        query = sa.select(column, self._rows.c.record).filter_by(**place).order_by(column)
        with self._database.connect() as connection:
            return {value: text for value, text in connection.execute(query)}  # noqa: C416 - rows

    def _read_together(
        self, repository: str, kinds: Sequence[type[Memory]]
    ) -> list[tuple[int, Memory]]:
        columns, by_name = self._rows.c, {kind.kind: kind for kind in kinds}
        query = (
            sa.select(columns.number, columns.kind, columns.record)
            .where(columns.repository == repository, columns.kind.in_(by_name))
            .order_by(columns.number)
        )
        with self._database.connect() as connection:
            rows = connection.execute(query).all()
        return [(number, from_json(by_name[kind], text)) for number, kind, text in rows]

    def _write(self, key: Mapping[str, Any], record: str) -> None:
        if self._read(key) != record:
            with self._database.begin() as connection:
                put(connection, self._rows, {**key, "record": record})

    def _delete(self, key: Mapping[str, Any]) -> None:
        if self._read(key) is not None:
            with self._database.begin() as connection:
                connection.execute(sa.delete(self._rows).filter_by(**key))

    def _delete_all(self, place: Mapping[str, Any], but: Sequence[str]) -> None:
        rows = sa.delete(self._rows).filter_by(**place).where(self._rows.c.kind.not_in(but))
        with self._database.begin() as connection:
            connection.execute(rows)


def to_json(memory: Memory) -> str:
    """A memory as one JSON object; sets become sorted lists, so equal memories have equal text."""
    values = {field.name: getattr(memory, field.name) for field in fields(memory)}
    plain = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in values.items()
    }
    return json.dumps(plain, sort_keys=True)


def from_json(kind: type[M], text: str) -> M:
    """The memory in a JSON object of this or another version: unknown keys are passed over."""
    document = json.loads(text)
    known = {field.name: str(field.type) for field in fields(kind) if field.name in document}
    return kind(**{name: _of_type(wanted, document[name]) for name, wanted in known.items()})


def _of_type(wanted: str, value: Any) -> Any:
    # By the annotation as it is written: to have the types of a class made takes a millisecond,
    # and a board is made of a hundred rows.
    container = CONTAINERS.get(wanted.partition("[")[0])
    return value if container is None else container(value)
