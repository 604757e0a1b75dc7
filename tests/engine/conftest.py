"""An engine on each kind of database, with a desk where its events are handled."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ghapp.engine import Engine
from ghapp.store import open_database
from tests.databases import KINDS, new_database
from tests.engine.desk import QUICK, Desk


@pytest.fixture
async def desk() -> Desk:
    return Desk()


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_database(request.param, tmp_path) as address:
        yield address


@pytest.fixture
def database(url: str) -> Iterator[sa.Engine]:
    opened = open_database(url)
    yield opened
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
    database: sa.Engine, desk: Desk, running: list[Engine]
) -> Callable[..., Awaitable[Engine]]:
    """Start an engine on the database."""

    async def start_engine(**options: Any) -> Engine:
        engine = Engine(database, desk.handle, **{"pace": QUICK, **options})
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
