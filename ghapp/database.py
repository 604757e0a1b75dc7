"""The database, SQLite or PostgreSQL: opened, its tables made, and a row written over another."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

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
