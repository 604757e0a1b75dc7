"""A database of version 1: its rows are split into what each feature remembers on its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

# A kind of memory, and the names of its fields by what one row said of a pull request as a whole.
PULL_FACTS = {
    "labels": {
        "our_labels": "ours",
        "intended_labels": "intended",
        "refused_labels": "refused",
    },
    "check run": {"check_head": "head", "check_digest": "digest"},
    "suggestions": {"suggested": "made", "unplaced": "unplaced"},
    "report": {"report": "comment", "report_digest": "digest"},
    "muted head": {"quiet_head": "head", "muted_head": "head"},
}
INSERT = sa.text(
    "INSERT INTO ghapp_memory (repository, number, kind, record)"
    " VALUES (:repository, :number, :kind, :record)"
    # Who went back to the earlier version for a while has both: what it wrote there is newer.
    " ON CONFLICT (repository, number, kind) DO UPDATE SET record = excluded.record"
)


def migrate(connection: sa.Connection) -> None:
    """Take over the old tables where they are, within a transaction that nobody else is in."""
    there = set(sa.inspect(connection).get_table_names())
    for table, split in (
        ("ghapp_pulls", _pull_facts),
        ("ghapp_submitted", _submitted),
        ("ghapp_settings", _settings),
    ):
        if table in there:
            rows = connection.execute(sa.text(f"SELECT * FROM {table}")).mappings().all()  # noqa: S608
            for row in rows:
                for number, kind, record in split(row):
                    _insert(connection, row["repository"], number, kind, record)
            connection.execute(sa.text(f"DROP TABLE {table}"))
    if "ghapp_looks" in there and "ghapp_runs" not in there:
        connection.execute(sa.text("ALTER TABLE ghapp_looks RENAME TO ghapp_runs"))


Split = Iterator[tuple[int, str, dict[str, Any]]]  # number, kind, record


def _pull_facts(row: sa.RowMapping) -> Split:
    facts = json.loads(row["facts"])
    for kind, names in PULL_FACTS.items():
        record = {new: facts[old] for old, new in names.items() if facts.get(old)}
        if record:
            yield row["number"], kind, record


def _submitted(row: sa.RowMapping) -> Split:
    addresses = json.loads(row["addresses"])
    yield row["number"], "submitted", {"author": row["author"], "addresses": addresses}


def _settings(row: sa.RowMapping) -> Split:
    yield 0, "settings", {"text": row["text"]}


def _insert(
    connection: sa.Connection, repository: str, number: int, kind: str, record: dict[str, Any]
) -> None:
    row = {"repository": repository, "number": number, "kind": kind}
    connection.execute(INSERT, {**row, "record": json.dumps(record, sort_keys=True)})
