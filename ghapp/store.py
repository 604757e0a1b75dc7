"""What the features remember, as JSON in the database that also holds the queue."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from ghapp.database import exclusive, put
from ghapp.migration import migrate
from ghapp.ports.store import WHOLE_REPOSITORY, M, Memory

CONTAINERS: Mapping[str, type[Any]] = {"frozenset": frozenset, "tuple": tuple}


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
