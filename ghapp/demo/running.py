"""The app and an embedded GitHub started together in one process, and known to have settled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ghapp.assembly import handler_maker
from ghapp.engine import Engine, Pace
from ghapp.environment import Environment
from ghapp.sandbox import Sandbox
from ghapp.server.app import WORKING, create_app

APP_ID = 4711
SECRET = "sandbox"  # noqa: S105 - of an app that exists only in the sandbox


@dataclass(frozen=True, slots=True)
class Ports:
    """Where both listen; 0 takes any free port."""

    app: int = 0
    sandbox: int = 0


@dataclass(frozen=True, slots=True)
class Running:
    """The app at work against the sandbox."""

    sandbox: Sandbox
    app_url: str
    engine: Engine

    async def settled(self) -> None:
        """Wait until every delivery is answered and every job that it led to has ended."""
        seen = -1
        while seen != len(self.sandbox.deliveries):
            seen = len(self.sandbox.deliveries)
            await self.sandbox.drained()
            await self.engine.idle()


def manifest() -> dict[str, object]:
    """The App manifest: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parents[1]
    for path in (package.parent / "app.yaml", package / "app.yaml"):
        if path.is_file():
            read: dict[str, object] = yaml.safe_load(path.read_text())
            return read
    raise FileNotFoundError("app.yaml, the App manifest, is missing")


def private_key() -> str:
    """A key for the app, made for this run."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem.decode()


@asynccontextmanager
async def running(
    folder: Path,
    *,
    key: str | None = None,
    ports: Ports | None = None,
    dry_run: bool = False,
    pace: Pace | None = None,
) -> AsyncIterator[Running]:
    """Start both on the loopback address, with the app's database in `folder`."""
    pem, ports = key or private_key(), ports or Ports()
    sandbox = await Sandbox.start(
        manifest=manifest(),
        private_key_pem=pem,
        app_id=APP_ID,
        webhook_secret=SECRET,
        port=ports.sandbox,
    )
    try:
        environment = Environment(
            app_id=APP_ID,
            webhook_secret=SECRET,
            private_key=pem,
            api_url=sandbox.api_url,
            database_url=f"sqlite:///{folder / 'ghapp.db'}",
            host="127.0.0.1",
            port=ports.app,
            log_level="INFO",
            log_format="console",
            dry_run=dry_run,
        )
        app = create_app(environment, handler_maker(dry_run=dry_run), pace=pace)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, environment.host, environment.port).start()
            host, port = runner.addresses[0][:2]
            url = f"http://{host}:{port}"
            sandbox.webhook_url = f"{url}/webhook"
            yield Running(sandbox, url, app[WORKING].engine)
        finally:
            await runner.cleanup()
    finally:
        await sandbox.stop()
