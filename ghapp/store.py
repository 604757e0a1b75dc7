"""The few facts kept between deliveries, as JSON in the database that also holds the queue."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, get_origin, get_type_hints

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from ghapp.ports.store import PullFacts, Submitted

SECONDS_TO_WAIT_FOR_A_LOCK = 10


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
    database = sa.create_engine(address)
    sa.event.listen(database, "connect", _prepare_sqlite)
    return database


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


def create_tables(database: sa.Engine, tables: sa.MetaData) -> None:
    """Create what is missing; machines that start together wait for each other."""
    with database.begin() as connection:
        if database.dialect.name == "postgresql":
            # CREATE TABLE IF NOT EXISTS of two sessions at once can still collide.
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('ghapp tables'))"))
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
    """The port `Store`, in SQLite or PostgreSQL."""

    def __init__(self, database: sa.Engine) -> None:
        self._database = database
        self._tables = sa.MetaData()
        self._pulls = sa.Table(
            "ghapp_pulls",
            self._tables,
            sa.Column("repository", sa.Text, primary_key=True),
            sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("facts", sa.Text, nullable=False),
        )
        self._submitted = sa.Table(
            "ghapp_submitted",
            self._tables,
            sa.Column("repository", sa.Text, primary_key=True),
            sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("author", sa.Text, nullable=False),
            sa.Column("addresses", sa.Text, nullable=False),
        )
        self._settings = sa.Table(
            "ghapp_settings",
            self._tables,
            sa.Column("repository", sa.Text, primary_key=True),
            sa.Column("text", sa.Text, nullable=False),
        )

    async def prepare(self) -> None:
        """Create the tables where they are missing."""
        await asyncio.to_thread(create_tables, self._database, self._tables)

    async def pull_facts(self, repository: str, number: int) -> PullFacts:
        """What is remembered of a pull request; the empty facts if nothing is."""
        table = self._pulls
        query = sa.select(table.c.facts).where(
            table.c.repository == repository, table.c.number == number
        )
        text = await asyncio.to_thread(self._read, query)
        return PullFacts() if text is None else facts_from_json(text)

    async def keep_pull_facts(self, repository: str, number: int, facts: PullFacts) -> None:
        """Remember these facts instead, durably when this returns."""
        row = {"repository": repository, "number": number, "facts": facts_to_json(facts)}
        await asyncio.to_thread(self._write, self._pulls, row)

    async def submitted(self, repository: str) -> Sequence[Submitted]:
        """What the open pull requests of a repository submit, oldest first."""
        table = self._submitted
        query = (
            sa.select(table.c.number, table.c.author, table.c.addresses)
            .where(table.c.repository == repository)
            .order_by(table.c.number)
        )
        rows = await asyncio.to_thread(self._read_all, query)
        return [
            Submitted(row.number, row.author, frozenset(json.loads(row.addresses))) for row in rows
        ]

    async def keep_submitted(self, repository: str, submitted: Submitted) -> None:
        """Remember what a pull request submits; without addresses, forget it."""
        if not submitted.addresses:
            await asyncio.to_thread(self._forget, repository, submitted.number)
            return
        row = {
            "repository": repository,
            "number": submitted.number,
            "author": submitted.author,
            "addresses": json.dumps(sorted(submitted.addresses)),
        }
        await asyncio.to_thread(self._write, self._submitted, row)

    async def last_good_settings(self, repository: str) -> str | None:
        """The text of the last settings file without errors."""
        table = self._settings
        query = sa.select(table.c.text).where(table.c.repository == repository)
        return await asyncio.to_thread(self._read, query)

    async def keep_settings(self, repository: str, text: str) -> None:
        """Remember the text of a settings file without errors."""
        row = {"repository": repository, "text": text}
        await asyncio.to_thread(self._write, self._settings, row)

    def _read(self, query: sa.Select[Any]) -> str | None:
        with self._database.connect() as connection:
            text: str | None = connection.execute(query).scalar()
            return text

    def _read_all(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with self._database.connect() as connection:
            return connection.execute(query).all()

    def _forget(self, repository: str, number: int) -> None:
        table = self._submitted
        with self._database.begin() as connection:
            connection.execute(
                sa.delete(table).where(table.c.repository == repository, table.c.number == number)
            )

    def _write(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        with self._database.begin() as connection:
            put(connection, table, row)


def facts_to_json(facts: PullFacts) -> str:
    """The facts as one JSON object; sets become sorted lists, so equal facts have equal text."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    plain = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in values.items()
    }
    return json.dumps(plain, sort_keys=True)


def facts_from_json(text: str) -> PullFacts:
    """The facts in a JSON object of this or another version: unknown keys are passed over."""
    document = json.loads(text)
    types = get_type_hints(PullFacts)
    known = {name: document[name] for name in types if name in document}
    return PullFacts(**{name: _of_type(types[name], value) for name, value in known.items()})


def _of_type(wanted: Any, value: Any) -> Any:
    container = get_origin(wanted)
    return container(value) if container in {frozenset, tuple} else value
