"""When the jobs of each lane last ran, so that a burst of pushes costs one run, not ten."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import sqlalchemy as sa

from ghapp.database import create_tables, put


@dataclass(frozen=True, slots=True)
class Run:
    """A run that begins, and when the last finished run in the same lane began.

    It begins at the last moment counted: what has that moment or an earlier one was received before
    it, and what is received from now on gets a later one.
    """

    lane: str
    began: int
    last_finished_began: int

    def is_covered(self, received: int) -> bool:
        """Whether a run that began after `received` has already finished."""
        return self.last_finished_began >= received


class Runs:
    """Orders deliveries and runs by a counter in the database, not by clocks.

    Clocks of two machines differ, and one clock can step back: either could make an old run pass
    for a later one, and the newest head would never be judged.
    """

    def __init__(self, database: sa.Engine) -> None:
        self._database = database
        self._tables = sa.MetaData()
        self._moments = sa.Table(
            "ghapp_moments",
            self._tables,
            sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("value", sa.BigInteger, nullable=False),
        )
        self._runs = sa.Table(
            "ghapp_runs",
            self._tables,
            sa.Column("lane", sa.Text, primary_key=True),
            sa.Column("began", sa.BigInteger, nullable=False),
        )
        value = self._moments.c.value
        counted = value + sa.bindparam("count", type_=sa.BigInteger)
        self._take = sa.update(self._moments).values(value=counted).returning(value)
        self._last = sa.select(value, self._runs.c.began).join_from(
            self._moments,
            self._runs,
            self._runs.c.lane == sa.bindparam("lane"),
            isouter=True,
        )

    def prepare(self) -> None:
        """Create the tables where they are missing, and the count in them."""
        create_tables(self._database, self._tables)
        with self._database.begin() as connection:
            count = sa.select(sa.func.count()).select_from(self._moments)
            if connection.execute(count).scalar_one() == 0:
                put(connection, self._moments, {"id": 1, "value": 0})

    def take_moments(self, connection: sa.Connection, count: int) -> int:
        """Count on by `count` in a transaction and return the first of these moments.

        The row stays locked until the transaction ends: moments are committed in their order.
        """
        last: int = connection.execute(self._take, {"count": count}).scalar_one()
        return last - count + 1

    def last_moment(self) -> int:
        """The last moment counted."""
        with self._database.connect() as connection:
            moment: int = connection.execute(sa.select(self._moments.c.value)).scalar_one()
        return moment

    async def begin(self, lane: str) -> Run:
        """Begin a run."""
        return await asyncio.to_thread(self._begin, lane)

    async def finish(self, run: Run) -> None:
        """Remember a run that has done all its work."""
        await asyncio.to_thread(self._finish, run)

    def _begin(self, lane: str) -> Run:
        with self._database.connect() as connection:
            now, last = connection.execute(self._last, {"lane": lane}).one()
        return Run(lane, now, last or 0)

    def _finish(self, run: Run) -> None:
        with self._database.begin() as connection:
            put(connection, self._runs, {"lane": run.lane, "began": run.began})
