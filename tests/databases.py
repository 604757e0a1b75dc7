"""Databases for tests: a new SQLite file, or a new PostgreSQL database where one is offered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

KINDS = ("sqlite", "postgresql")


@contextmanager
def new_database(kind: str, directory: Path) -> Iterator[str]:
    """The address of an empty database, which is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{directory}/ghapp.db"
        return
    server = os.environ.get("GHAPP_TEST_POSTGRES")
    if not server:
        pytest.skip("GHAPP_TEST_POSTGRES names no PostgreSQL server")
    name = f"ghapp_test_{uuid4().hex}"
    _run(server, f"CREATE DATABASE {name}")
    try:
        address = sa.make_url(server).set(database=name)
        yield address.render_as_string(hide_password=False)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: str, statement: str) -> None:
    address = sa.make_url(server).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()
