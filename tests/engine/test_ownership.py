"""Ownership: who runs the queue of a database."""

from __future__ import annotations

import asyncio
import sys

import pytest

from ghapp.database import open_database
from ghapp.engine import AlreadyRunning, Engine, ownership
from tests.engine.desk import QUICK


async def test_a_process_has_one_engine(engine, database, desk):
    """A second engine in one process is a mistake that is told at once."""
    with pytest.raises(RuntimeError, match="Another engine"):
        await Engine(database, desk.handle).start()


async def test_two_processes_do_not_share_an_sqlite_file(tmp_path, desk, monkeypatch):
    """A second server on the same file does not start."""
    url = f"sqlite:///{tmp_path}/ghapp.db"
    holder = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import sqlite3, sys\n"
        "lock = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "lock.execute('begin exclusive')\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n",
        f"{tmp_path}/ghapp.db.lock",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert await holder.stdout.readline() == b"held\n"
    monkeypatch.setattr(ownership, "SECONDS_TO_WAIT", 0.1)
    database = open_database(url)
    with pytest.raises(AlreadyRunning):
        await Engine(database, desk.handle, pace=QUICK).start()
    holder.kill()
    await holder.wait()

    engine = Engine(database, desk.handle, pace=QUICK)
    await engine.start()
    await engine.stop(0)
    database.dispose()
