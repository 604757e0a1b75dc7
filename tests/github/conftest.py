"""A GitHub that answers what a test tells it to, over HTTP, and a clock that need not wait."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from ghapp.github.limits import Timing
from ghapp.github.repository import GitHubRepository

INSTALLATION = 7
NAME = "octo/letter"
REPO = f"/repos/{NAME}"
APP_ID = 42
SLUG = "ghapp-test"


@dataclass
class FakeTime:
    """Time that passes only by sleeping."""

    now: float = 1_800_000_000.0
    slept: list[float] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass(frozen=True)
class Reply:
    """What to answer; a body that is not bytes or text goes as JSON."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    is_drop: bool = False  # close the connection instead
    delay: float = 0.0  # seconds before the answer


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # with its query, as it was sent
    headers: dict[str, str]
    data: Any


@dataclass
class FakeGitHub:
    """Answers in the order told; the last answer for a path stays. Unknown paths are 500."""

    url: str = ""
    requests: list[Request] = field(default_factory=list)
    most_at_once: int = 0
    _at_once: int = 0
    _told: dict[tuple[str, str], deque[Reply]] = field(default_factory=lambda: defaultdict(deque))

    def tell(self, method: str, path: str, *replies: Reply) -> None:
        self._told[method, path].extend(replies)

    def forget(self) -> None:
        """Forget all that was told."""
        self._told.clear()

    def got(self, method: str, path: str) -> list[Request]:
        return [one for one in self.requests if (one.method, one.path) == (method, path)]

    @property
    def writes(self) -> list[Request]:
        """All writes but those that ask for tokens."""
        written = [one for one in self.requests if one.method != "GET"]
        return [one for one in written if "access_tokens" not in one.path]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return await self._answer(request)
        finally:
            self._at_once -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        path = str(request.rel_url.raw_path_qs)
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.append(Request(request.method, path, headers, json.loads(raw or b"null")))
        told = self._told.get((request.method, path))
        if not told:
            return web.json_response({"message": f"untold: {request.method} {path}"}, status=500)
        reply = told.popleft() if len(told) > 1 else told[0]
        await asyncio.sleep(reply.delay)
        return _response(request, reply)


def _response(request: web.Request, reply: Reply) -> web.StreamResponse:
    if reply.is_drop:
        assert request.transport is not None
        request.transport.close()
    headers = {
        name: value.replace("{url}", str(request.url.origin()))
        for name, value in reply.headers.items()
    }
    etag = headers.get("ETag")
    if etag and request.headers.get("If-None-Match") == etag:
        return web.Response(status=304, headers=headers)
    if isinstance(reply.body, bytes):
        return web.Response(status=reply.status, body=reply.body, headers=headers)
    if isinstance(reply.body, str):
        return web.Response(status=reply.status, text=reply.body, headers=headers)
    if reply.body is None:
        return web.Response(status=reply.status, headers=headers)
    return web.json_response(reply.body, status=reply.status, headers=headers)


def token(text: str = "ghs_one", expires: str = "2099-01-01T00:00:00Z") -> Reply:
    return Reply({"token": text, "expires_at": expires}, status=201)


@pytest.fixture
def clock() -> FakeTime:
    return FakeTime()


@pytest.fixture
async def github() -> AsyncIterator[FakeGitHub]:
    fake = FakeGitHub()
    site = web.Application()
    site.router.add_route("*", "/{rest:.*}", fake.answer)
    server = TestServer(site)
    await server.start_server()
    fake.url = str(server.make_url("")).rstrip("/")
    fake.tell("GET", "/app", Reply({"id": APP_ID, "slug": SLUG}))
    fake.tell("POST", f"/app/installations/{INSTALLATION}/access_tokens", token())
    yield fake
    await server.close()


@pytest.fixture
async def make_app(
    github: FakeGitHub, clock: FakeTime, private_key: str
) -> AsyncIterator[Callable[..., GitHubApp]]:
    made: list[GitHubApp] = []

    def make(*, dry_run: bool = False, key: str = private_key) -> GitHubApp:
        timing = Timing(clock.time, clock.sleep)
        app = GitHubApp(AppKey(APP_ID, key), api_url=github.url, dry_run=dry_run, timing=timing)
        made.append(app)
        return app

    yield make
    for app in made:
        await app.close()


@pytest.fixture
async def app(make_app: Callable[..., GitHubApp]) -> GitHubApp:
    return make_app()


@pytest.fixture
async def repository(app: GitHubApp) -> GitHubRepository:
    return await app.repository(INSTALLATION, NAME)
