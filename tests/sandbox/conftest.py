"""A sandbox with one repository, an app to play, and a mailbox for its webhooks."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import pytest
import yaml
from aiohttp import web
from cryptography.hazmat.primitives import serialization

from ghapp.sandbox import Sandbox, SandboxRepository

MANIFEST = Path(__file__).parents[2] / "app.yaml"
DRAFT = "draft/2026-01-07.md"
TEXT = b"".join(f"line {number}\n".encode() for number in range(1, 41))


@dataclass
class Reply:
    """An answer of the API."""

    status: int
    headers: Any
    body: Any

    @property
    def message(self) -> str:
        return self.body["message"]


@dataclass
class Client:
    """An app that speaks to the API over real HTTP."""

    session: aiohttp.ClientSession
    url: str
    key: Any
    app_id: int
    token: str = ""

    def jwt(self, **claims: Any) -> str:
        now = int(time.time())
        given = {"iat": now - 60, "exp": now + 540, "iss": str(self.app_id)} | claims
        return jwt.encode(given, self.key, algorithm="RS256")

    async def call(
        self, method: str, path: str, json: Any = None, *, as_app: bool = False, **more: Any
    ) -> Reply:
        token = self.jwt() if as_app else self.token
        headers = {"User-Agent": "tests", "Authorization": f"Bearer {token}"}
        headers |= more.pop("headers", {})
        url = path if path.startswith("http") else self.url + path
        async with self.session.request(method, url, json=json, headers=headers, **more) as answer:
            raw = await answer.read()
            kind = answer.headers.get("Content-Type", "")
            body = await answer.json() if raw and kind.startswith("application/json") else raw
            return Reply(answer.status, answer.headers, body)

    async def get(self, path: str, **more: Any) -> Reply:
        return await self.call("GET", path, **more)

    async def post(self, path: str, body: Any = None, **more: Any) -> Reply:
        return await self.call("POST", path, body, **more)

    async def patch(self, path: str, body: Any = None, **more: Any) -> Reply:
        return await self.call("PATCH", path, body, **more)

    async def put(self, path: str, body: Any = None, **more: Any) -> Reply:
        return await self.call("PUT", path, body, **more)

    async def delete(self, path: str, body: Any = None, **more: Any) -> Reply:
        return await self.call("DELETE", path, body, **more)


@dataclass
class Mailbox:
    """Where webhooks arrive."""

    url: str = ""
    status: int = 202
    received: list[tuple[str, dict[str, Any], dict[str, str], bytes]] = field(default_factory=list)

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = dict(request.headers)
        self.received.append((headers["X-GitHub-Event"], json.loads(body), headers, body))
        return web.Response(status=self.status)

    @property
    def names(self) -> list[str]:
        return [
            f"{event}.{payload.get('action', '')}".strip(".")
            for event, payload, *_ in self.received
        ]

    def last(self, name: str) -> dict[str, Any]:
        event, _, action = name.partition(".")
        return next(
            payload
            for found, payload, *_ in reversed(self.received)
            if found == event and payload.get("action", "") == action
        )


@pytest.fixture(scope="session")
def signing_key(private_key: str) -> Any:
    return serialization.load_pem_private_key(private_key.encode(), None)


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    mailbox = Mailbox()
    server = web.Application(client_max_size=30_000_000)
    server.router.add_post("/webhook", mailbox.receive)
    runner = web.AppRunner(server, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    mailbox.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    yield mailbox
    await runner.cleanup()


@pytest.fixture
def manifest() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(MANIFEST.read_text())
    return read


@pytest.fixture
async def sandbox(
    private_key: str, mailbox: Mailbox, manifest: dict[str, Any]
) -> AsyncIterator[Sandbox]:
    sandbox = await Sandbox.start(
        manifest=manifest,
        private_key_pem=private_key,
        webhook_secret="quiet",
        webhook_url=mailbox.url,
    )
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def repo(sandbox: Sandbox) -> SandboxRepository:
    repo = await sandbox.create_repository(
        "acme/newsletter", {DRAFT: TEXT, "README.md": b"# Newsletter\n"}
    )
    await repo.install_app()
    repo.set_permission("editor", "write")
    return repo


@pytest.fixture
async def client(
    sandbox: Sandbox, repo: SandboxRepository, signing_key: Any
) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        client = Client(session, sandbox.api_url, signing_key, 4711)
        installation = await repo.install_app()
        path = f"/app/installations/{installation.id}/access_tokens"
        client.token = (await client.post(path, as_app=True)).body["token"]
        yield client


async def settled(sandbox: Sandbox) -> None:
    """Waits until the mailbox has everything."""
    async with asyncio.timeout(5):
        await sandbox.drained()
