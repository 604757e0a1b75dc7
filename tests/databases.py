"""Databases for tests: a new SQLite file, or a new PostgreSQL database where one is offered."""

from __future__ import annotations

import atexit
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
import sqlalchemy as sa
from dbos import DBOS

KINDS = ("sqlite", "postgresql")


def new_file(directory: Path) -> str:
    """The address of an SQLite file in which nothing is but dbos's empty tables."""
    (directory / "ghapp.db").write_bytes(_with_tables())
    return f"sqlite:///{directory}/ghapp.db"


@cache
def _with_tables() -> bytes:
    # Making them takes as long as many a test.
    with TemporaryDirectory() as directory:
        path = f"{directory}/ghapp.db"
        DBOS.migrate(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as connection:
            return connection.serialize()


@contextmanager
def new_database(kind: str, directory: Path) -> Iterator[str]:
    """The address of a database with no more than dbos's empty tables, gone afterwards."""
    if kind == "sqlite":
        yield new_file(directory)
        return
    server = os.environ.get("GHAPP_TEST_POSTGRES")
    if not server:
        pytest.skip("GHAPP_TEST_POSTGRES names no PostgreSQL server")
    name = _new_name()
    _run(server, f"CREATE DATABASE {name} TEMPLATE {_template(server)}")
    try:
        yield _address(server, name)
    finally:
        _drop(server, name)


@cache
def _template(server: str) -> str:
    name = _new_name()
    _run(server, f"CREATE DATABASE {name}")
    atexit.register(_drop, server, name)
    DBOS.migrate(_address(server, name))
    return name


def _new_name() -> str:
    return f"ghapp_test_{uuid4().hex}"


def _address(server: str, name: str) -> str:
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)


def _drop(server: str, name: str) -> None:
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: str, statement: str) -> None:
    address = sa.make_url(server).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()
