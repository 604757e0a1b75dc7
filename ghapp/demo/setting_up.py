"""A server without credentials beside an embedded GitHub without an app, to be set up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from ghapp.demo.running import Options, Running, demo_app, private_key
from ghapp.environment import Environment
from ghapp.manifest import manifest
from ghapp.sandbox import Sandbox
from ghapp.server.app import SETTING_UP, WORKING
from ghapp.server.serve import bind, serve


@dataclass(slots=True)
class SettingUp:
    """The server and the embedded GitHub, and which application of the server runs."""

    sandbox: Sandbox
    environment: Environment
    options: Options
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    working: asyncio.Event = field(default_factory=asyncio.Event)
    apps: list[web.Application] = field(default_factory=list)

    def create(self, environment: Environment) -> web.Application:
        """Make the server: first to be set up, then to work."""
        app = demo_app(environment, self.options)
        self.apps.append(app)
        app.on_startup.append(self._note)
        return app

    async def _note(self, app: web.Application) -> None:
        (self.working if WORKING in app else self.opened).set()

    async def open(self) -> None:
        """Wait until the server has printed the address that lets somebody in."""
        async with asyncio.timeout(30):
            await self.opened.wait()

    @property
    def address(self) -> str:
        """What the server printed: the address that lets somebody in, once."""
        return self.apps[0][SETTING_UP].address

    async def at_work(self) -> Running:
        """The app at work, once the set-up is done."""
        async with asyncio.timeout(30):
            await self.working.wait()
        working = self.apps[-1][WORKING]
        return Running(self.sandbox, self.environment.url, working.engine, working.store)


@asynccontextmanager
async def setting_up(folder: Path, options: Options) -> AsyncIterator[SettingUp]:
    """Start both on the loopback address; database and env file are in `folder`."""
    sandbox = await Sandbox.start(
        manifest=manifest(),
        private_key_pem=options.key or private_key(),
        port=options.sandbox_port,
        clock=options.clock,
    )
    try:
        with closing(bind("127.0.0.1", options.app_port)) as listener:
            environment = _environment(folder, sandbox, listener.getsockname()[1])
            both = SettingUp(sandbox, environment, options)
            serving = asyncio.create_task(serve(environment, both.create, listener, both.ended))
            try:
                await both.open()
                yield both
            finally:
                both.ended.set()
                await serving
    finally:
        await sandbox.stop()


def _environment(folder: Path, sandbox: Sandbox, port: int) -> Environment:
    return Environment.read(
        {
            "GITHUB_API_URL": sandbox.api_url,
            "GHAPP_URL": f"http://127.0.0.1:{port}",
            "GHAPP_ENV_FILE": str(folder / "ghapp.env"),
            "DATABASE_URL": f"sqlite:///{folder / 'ghapp.db'}",
            "HOST": "127.0.0.1",
            "PORT": str(port),
        }
    )
