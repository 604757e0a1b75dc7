"""An engine on each kind of database, with a desk where its events are handled."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import nullcontext
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ghapp.database import open_database
from ghapp.engine import Engine
from tests.databases import KINDS, new_database
from tests.engine.desk import QUICK, Desk
from tests.in_memory import MemoryEngine

MEMORY = "memory"  # the engine of most stories, which has to keep the same rules
OF_DATABASES = {"url", "database", "stop"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try each test on every kind of engine that it is about."""
    if "kind" in metafunc.fixturenames:
        asked = OF_DATABASES & set(signature(metafunc.function).parameters)
        is_of_databases = asked or metafunc.definition.get_closest_marker("on_databases")
        metafunc.parametrize("kind", KINDS if is_of_databases else (*KINDS, MEMORY))


@pytest.fixture
async def desk() -> Desk:
    return Desk()


@pytest.fixture
def url(kind: str, tmp_path: Path) -> Iterator[str | None]:
    with nullcontext() if kind == MEMORY else new_database(kind, tmp_path) as address:
        yield address


@pytest.fixture
def database(url: str | None) -> Iterator[sa.Engine | None]:
    opened = open_database(url) if url else None
    yield opened
    if opened is not None:
        opened.dispose()


@pytest.fixture
async def running(desk: Desk) -> AsyncIterator[list[Engine]]:
    """The engines that work; they are stopped at the end of the test."""
    engines: list[Engine] = []
    yield engines
    desk.open.set()
    for engine in engines:
        await engine.stop(0)


@pytest.fixture
def start(
    database: sa.Engine | None, desk: Desk, running: list[Engine]
) -> Callable[..., Awaitable[Engine]]:
    """Start an engine on the database."""

    async def start_engine(**options: Any) -> Engine:
        options = {"pace": QUICK, **options}
        made = MemoryEngine if database is None else partial(Engine, database)
        engine = made(desk.handle, **options)
        await engine.start()
        running.append(engine)
        return engine

    return start_engine


@pytest.fixture
def stop(running: list[Engine]) -> Callable[..., Awaitable[None]]:
    """Stop an engine in the midst of a test."""

    async def stop_engine(engine: Engine, grace: float = 0.0) -> None:
        running.remove(engine)
        await engine.stop(grace)

    return stop_engine


@pytest.fixture
async def engine(start: Callable[..., Awaitable[Engine]]) -> Engine:
    return await start()
