"""The process `ghapp serve`: it listens, works, and ends in good order."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable

from aiohttp import web
from sqlalchemy.exc import DBAPIError

from ghapp.database import DatabaseRefused
from ghapp.engine import AlreadyRunning
from ghapp.environment import Environment
from ghapp.server import logs
from ghapp.server.app import SETTING_UP, create_app
from ghapp.server.setup.set_up import SetUp
from ghapp.server.working import MakeHandle

SECONDS_TO_ANSWER = 10  # for requests under way when the server stops

log = logging.getLogger(__name__)

CreateApp = Callable[[Environment], web.Application]


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
    listener = bind(environment.host, environment.port)
    try:
        await serve(environment, lambda one: create_app(one, make_handle), listener, _signalled())
    finally:
        listener.close()


async def serve(
    environment: Environment, create: CreateApp, listener: socket.socket, ended: asyncio.Event
) -> None:
    """Serve until told to end; once the set-up has brought credentials, work with them.

    Args:
        environment: what the operator set.
        create: makes the server for an environment.
        listener: where it listens; who comes while one server follows another waits there.
        ended: set when the server is to stop.

    """
    following: Environment | None = environment
    while following is not None:
        following = await _served(following, create(following), listener, ended)


async def _served(
    environment: Environment, app: web.Application, listener: socket.socket, ended: asyncio.Event
) -> Environment | None:
    """Serve one application; the environment with credentials when the set-up has brought them."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SECONDS_TO_ANSWER)
    await runner.setup()
    try:
        await web.SockSite(runner, listener.dup()).start()
        host, port = listener.getsockname()[:2]
        log.info("Listening on %s port %d%s", host, port, _mode(environment))
        return await _set_up_before(ended, app.get(SETTING_UP))
    finally:
        await runner.cleanup()


async def _set_up_before(ended: asyncio.Event, set_up: SetUp | None) -> Environment | None:
    """Wait until the server is to end; or for the set-up, if it is being set up."""
    ending = asyncio.create_task(ended.wait())
    setting_up = asyncio.create_task(set_up.finished()) if set_up else None
    tasks = [task for task in (ending, setting_up) if task]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
    if ended.is_set() or setting_up is None:
        log.info("Stopping")
        return None
    log.info("The set-up is done; going to work")
    return setting_up.result()


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises CannotListen."""
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
