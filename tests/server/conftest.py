"""A server on a port of its own, in front of an embedded GitHub."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from aiohttp import web

from ghapp.demo.running import UNHURRIED
from ghapp.engine import Engine, Pace
from ghapp.environment import Environment
from ghapp.ports.events import Event
from ghapp.ports.jobs import OpenSchedule
from ghapp.sandbox import Sandbox, SandboxRepository
from ghapp.server.app import WORKING, create_app
from ghapp.server.metrics import Metrics
from ghapp.server.webhook import Webhook
from ghapp.server.working import Manner
from tests.databases import new_file
from tests.server import process

MANIFEST = Path(__file__).parents[2] / "app.yaml"
SECRET = "It's a Secret to Everybody"
SHA = "a" * 40


@dataclass
class Server:
    """A running server, and what its handler was given."""

    url: str
    app: web.Application
    session: aiohttp.ClientSession
    handled: list[tuple[str, Event]] = field(default_factory=list)
    at_work: asyncio.Event = field(default_factory=asyncio.Event)  # set with the first event

    @property
    def engine(self) -> Engine:
        return self.app[WORKING].engine

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(self.url + path) as answer:
            return answer.status, await answer.text()

    async def post(self, body: Any, **headers: str | None) -> tuple[int, str]:
        """Post a body to the webhook, with right headers where none are given (None: left out)."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        everything = {**delivery_headers(body), **given}
        sent = {name: value for name, value in everything.items() if value is not None}
        skipped = [] if "Content-Type" in sent else ["Content-Type"]
        async with self.session.post(
            self.url + "/webhook", data=body, headers=sent, skip_auto_headers=skipped
        ) as answer:
            return answer.status, await answer.text()

    async def greeted(self) -> None:
        """Wait until the repositories found at the start were handled."""
        async with asyncio.timeout(10):
            await self.at_work.wait()
        await self.engine.idle()


def delivery_headers(body: Any) -> dict[str, str]:
    signed = body if isinstance(body, bytes) else b""
    return {
        "Content-Type": "application/json",
        "X-GitHub-Event": "pull_request",
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "X-Hub-Signature-256": signature(signed),
    }


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def payload(**changes: Any) -> bytes:
    """A payload of a pull request that was opened."""
    document = {
        "action": "opened",
        "installation": {"id": 1},
        "repository": {"full_name": "owner/news", "default_branch": "main"},
        "sender": {"login": "somebody", "type": "User"},
        "pull_request": {
            "number": 7,
            "state": "open",
            "head": {"sha": SHA},
            "base": {"ref": "main"},
        },
        **changes,
    }
    return json.dumps({name: v for name, v in document.items() if v is not None}).encode()


@pytest.fixture(scope="session", autouse=True)
def _warm_up() -> None:
    process.warm_up()


@pytest.fixture
async def sandbox(private_key: str) -> AsyncIterator[Sandbox]:
    manifest = yaml.safe_load(MANIFEST.read_text())
    started = await Sandbox.start(
        manifest=manifest, private_key_pem=private_key, webhook_secret=SECRET
    )
    yield started
    await started.stop()


@pytest.fixture(scope="session")
def credentials(private_key: str) -> Environment:
    """Credentials, and a GitHub that nobody answers for; read once, for that checks the key."""
    variables = {
        "GITHUB_APP_ID": "4711",
        "GITHUB_WEBHOOK_SECRET": SECRET,
        "GITHUB_PRIVATE_KEY": private_key,
        "GITHUB_API_URL": "http://127.0.0.1:9",
        "HOST": "127.0.0.1",
        "PORT": "0",
    }
    return Environment.read(variables)


@pytest.fixture
def environment(credentials: Environment, tmp_path: Path) -> Environment:
    """The same with a database of its own."""
    return replace(credentials, database_url=new_file(tmp_path))


@pytest.fixture
async def serve() -> AsyncIterator[Any]:
    """Start servers; each stops at the end of the test."""
    runners: list[web.AppRunner] = []
    sessions: list[aiohttp.ClientSession] = []

    async def start(environment: Environment) -> Server:
        handled: list[tuple[str, Event]] = []
        at_work = asyncio.Event()

        async def handle(event: Event, key: str) -> None:
            handled.append((key, event))
            at_work.set()

        manner = Manner(Pace(poll=0.05), UNHURRIED, grace=0)
        app = create_app(environment, lambda *_: handle, manner)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        runners.append(runner)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        session = aiohttp.ClientSession()
        sessions.append(session)
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return Server(url, app, session, handled, at_work)

    yield start
    for session in sessions:
        await session.close()
    for runner in runners:
        await runner.cleanup()


class Notebook:
    """A job queue that notes down what it is given, and no more."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, Event]] = []

    async def enqueue(self, key: str, event: Event) -> None:
        self.noted.append((key, event))

    async def keep_schedule(self, schedule: OpenSchedule) -> None:
        raise NotImplementedError

    async def forget_schedule(self, installation: int, repository: str) -> None:
        raise NotImplementedError


async def nothing_to_obey(delivery: str, event: str, payload: Any) -> None:
    """Every repository is public."""


@pytest.fixture
async def door() -> AsyncIterator[Server]:
    """The webhook alone, without an engine behind it."""
    notebook = Notebook()
    app = web.Application()
    webhook = Webhook(SECRET, notebook, Metrics(), lambda: "", nothing_to_obey)
    app.router.add_post("/webhook", webhook.receive)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as session:
        yield Server(url, app, session, notebook.noted)
    await runner.cleanup()


@pytest.fixture
async def server(serve: Any, environment: Environment) -> Server:
    """A server whose GitHub does not answer."""
    return await serve(environment)


@pytest.fixture
async def repository(sandbox: Sandbox) -> SandboxRepository:
    """A repository on which the app was installed before anybody's log begins."""
    created = await sandbox.create_repository("owner/news", {"draft/2026-01-07.md": b"# News\n"})
    sandbox.hold_deliveries()
    await created.install_app()
    sandbox.release_deliveries([])
    return created


@pytest.fixture
async def connected(
    serve: Any, environment: Environment, sandbox: Sandbox, repository: SandboxRepository
) -> Server:
    """A server that GitHub delivers to, installed on one repository."""
    started = await serve(replace(environment, api_url=sandbox.api_url))
    sandbox.webhook_url = started.url + "/webhook"
    return started
