"""The app and an embedded GitHub started together in one process, and known to have settled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ghapp.assembly import handler_maker
from ghapp.engine import Pace
from ghapp.environment import Environment
from ghapp.github.limits import Timing
from ghapp.manifest import manifest
from ghapp.ports.store import Store
from ghapp.sandbox import Sandbox
from ghapp.server.app import WORKING, create_app
from ghapp.server.clock import wall_clock
from ghapp.server.keeping import Keep, Queue, in_database
from ghapp.server.working import Manner

APP_ID = 4711
SECRET = "sandbox"  # noqa: S105 - of an app that exists only in the sandbox


async def _at_once(_seconds: float) -> None:
    """Wait for nothing: the sandbox is nobody's server that must be spared."""
    await asyncio.sleep(0)


UNHURRIED = Timing(sleep=_at_once)


@dataclass(frozen=True, slots=True)
class Options:
    """How the two are started."""

    key: str = ""  # the app's private key (PEM); empty makes one
    app_port: int = 0  # 0 takes any free port
    sandbox_port: int = 0
    dry_run: bool = False
    onboarding: bool = True
    pace: Pace | None = None
    grace: float = 0  # seconds that jobs get to finish at the end
    clock: Callable[[], datetime] = wall_clock
    keep: Keep = in_database


@dataclass(frozen=True, slots=True)
class Running:
    """The app at work against the sandbox."""

    sandbox: Sandbox
    app_url: str
    engine: Queue
    store: Store

    async def settled(self, *, delayed: bool = False) -> None:
        """Wait until every delivery is answered and every job that it led to has ended.

        With `delayed`, jobs that failed and wait to be tried again are waited for too.
        """
        seen = -1
        while seen != len(self.sandbox.deliveries):
            seen = len(self.sandbox.deliveries)
            await self.sandbox.drained()
            await self.engine.idle(delayed=delayed)


def private_key() -> str:
    """A key for the app, made for this run."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem.decode()


@asynccontextmanager
async def running(folder: Path, options: Options) -> AsyncIterator[Running]:
    """Start both on the loopback address, with the app's database in `folder`."""
    pem = options.key or private_key()
    sandbox = await Sandbox.start(
        manifest=manifest(),
        private_key_pem=pem,
        app_id=APP_ID,
        webhook_secret=SECRET,
        port=options.sandbox_port,
        clock=options.clock,
    )
    try:
        environment = Environment(
            app_id=APP_ID,
            webhook_secret=SECRET,
            private_key=pem,
            api_url=sandbox.api_url,
            database_url=f"sqlite:///{folder / 'ghapp.db'}",
            host="127.0.0.1",
            port=options.app_port,
            log_level="INFO",
            log_format="console",
            dry_run=options.dry_run,
            onboarding=options.onboarding,
            url=f"http://127.0.0.1:{options.app_port}" if options.app_port else "",
        )
        async with _serving(environment, options) as both:
            sandbox.webhook_url = f"{both[0]}/webhook"
            yield Running(sandbox, *both)
    finally:
        await sandbox.stop()


def demo_app(environment: Environment, options: Options) -> web.Application:
    """The server, in no hurry towards the embedded GitHub."""
    manner = Manner(options.pace, UNHURRIED, options.grace, options.keep)
    return create_app(environment, handler_maker(environment), manner)


@asynccontextmanager
async def _serving(
    environment: Environment, options: Options
) -> AsyncIterator[tuple[str, Queue, Store]]:
    """The app alone: its address, its engine and its store."""
    app = demo_app(environment, options)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, environment.host, environment.port).start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}", app[WORKING].engine, app[WORKING].store
    finally:
        await runner.cleanup()
