"""The process `ghapp serve`: it listens, works, and ends in good order."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket

from aiohttp import web
from sqlalchemy.exc import DBAPIError

from ghapp.engine import AlreadyRunning
from ghapp.environment import Environment
from ghapp.server import logs
from ghapp.server.app import MakeHandle, create_app
from ghapp.store import DatabaseRefused

SECONDS_TO_ANSWER = 10  # for requests under way when the server stops

log = logging.getLogger(__name__)


class CannotListen(Exception):
    """The address or the port is not free."""


def run(environment: Environment, make_handle: MakeHandle) -> int:
    """Serve until SIGTERM or SIGINT and return the exit code: 1 when it could not start."""
    logs.set_up(environment.log_level, environment.log_format)
    try:
        asyncio.run(_serve(environment, make_handle))
    except (CannotListen, DatabaseRefused, AlreadyRunning) as error:
        log.error("%s", error)
        return 1
    except DBAPIError as error:
        log.error("The database cannot be used: %s", str(error.orig).split("\n")[0])
        return 1
    return 0


async def _serve(environment: Environment, make_handle: MakeHandle) -> None:
    # The port first: a second server by mistake must not begin to work on the database.
    listener = _bind(environment.host, environment.port)
    try:
        runner = web.AppRunner(
            create_app(environment, make_handle),
            access_log=None,
            shutdown_timeout=SECONDS_TO_ANSWER,
        )
        ended = _signalled()
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            host, port = listener.getsockname()[:2]
            log.info("Listening on %s port %d%s", host, port, _mode(environment))
            await ended.wait()
            log.info("Stopping")
        finally:
            await runner.cleanup()
    finally:
        listener.close()


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        # A port that a server left a moment ago may be taken again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Who comes before the app is ready waits instead of being turned away.
        listener.listen(128)
    except OSError as error:
        reason = error.strerror or error
        raise CannotListen(f"Cannot listen on {host} port {port}: {reason}.") from error
    return listener


def _signalled() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    return ended


def _mode(environment: Environment) -> str:
    if environment.is_setup:
        return ", to be set up: see /setup"
    return ", dry run: nothing is written to GitHub" if environment.dry_run else ""
