"""`ghapp serve` in a process of its own, forked from one that has loaded everything already."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from ghapp.environment import Environment
from ghapp.ports.events import Event
from ghapp.server.serve import run

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])


def warm_up() -> None:
    """Begin to load everything, in the background."""
    forkserver.ensure_running()


def serve(variables: dict[str, str], output: Connection, log: Connection) -> None:
    """What the process does: handled events go to its standard output."""
    os.dup2(output.fileno(), 1)
    os.dup2(log.fileno(), 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w", buffering=1)

    async def handle(event: Event, key: str) -> None:
        sys.stdout.write(f"handled {key}\n")
        sys.stdout.flush()

    sys.exit(run(Environment.read(variables), lambda github, store, jobs: handle))


class Server:
    """A running process, its output and its log."""

    def __init__(self, process: ForkServerProcess, output: Any, log: Any) -> None:
        self._process = process
        self.output: asyncio.StreamReader = output
        self.log: asyncio.StreamReader = log

    def send(self, number: signal.Signals) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    async def exit_code(self) -> int | None:
        await asyncio.to_thread(self._process.join)
        return self._process.exitcode

    async def end(self) -> None:
        if self._process.is_alive():
            self._process.kill()
        await self.exit_code()


async def started(variables: dict[str, str]) -> Server:
    """A server with these variables as its environment."""
    output, its_output = CONTEXT.Pipe(duplex=False)
    log, its_log = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=serve, args=(variables, its_output, its_log))
    await asyncio.to_thread(process.start)
    its_output.close()
    its_log.close()
    return Server(process, await _reader(output), await _reader(log))


async def _reader(connection: Connection) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader),
        os.fdopen(os.dup(connection.fileno()), "rb"),
    )
    connection.close()
    return reader
