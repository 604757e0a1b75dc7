"""Requests to GitHub on behalf of one installation, or of the app itself, as GitHub wants them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, Protocol

import gidgethub.abc

from ghapp.github.errors import typed_errors
from ghapp.github.limits import Answer, Silence, Timing, WritePace
from ghapp.github.responses import ResponseCache
from ghapp.github.transport import Transport, is_same_origin
from ghapp.ports import Passing, Refused

JSON: Final = "application/vnd.github+json"
RAW: Final = "application/vnd.github.raw+json"
UNKEPT: Final = {"cache-control": "no-store"}  # for answers that are kept elsewhere, or never asked

_API_VERSION = "2022-11-28"
_TRIES = 3  # of a request turned away by a rate limit
_log = logging.getLogger(__name__)


class Credentials(Protocol):
    """What a client shows to be let in."""

    async def header(self) -> str:
        """The value of the Authorization header."""

    def reject(self, header: str) -> None:
        """GitHub did not accept this one: forget it."""


class Client(gidgethub.abc.GitHubAPI):
    """gidgethub over our transport, with credentials, limits and a response cache of its own."""

    def __init__(
        self,
        transport: Transport,
        credentials: Credentials,
        *,
        api_url: str,
        timing: Timing,
        dry_run: bool = False,
    ) -> None:
        super().__init__("ghapp", base_url=api_url)
        self.dry_run = dry_run
        self._transport = transport
        self._credentials = credentials
        self._timing = timing
        self._silence = Silence(timing)
        self._pace = WritePace(timing)
        self._one_write = asyncio.Lock()
        self._responses = ResponseCache()

    async def read(self, path: str, *, keep: bool = True) -> Any:
        """GET one thing.

        Args:
            path: behind the API's address, quoted where needed.
            keep: whether to keep the answer, so that asking again is free while nothing changed.

        Returns:
            The decoded JSON, an object or a list.

        Raises:
            Refused: GitHub said no; NotThere for 404 and 410.
            Passing: GitHub failed, or a rate limit asks for a long wait.

        """
        with typed_errors(f"GET {path}"):
            answer = await self.getitem(path, accept=JSON, extra_headers=None if keep else UNKEPT)
        if not isinstance(answer, (dict, list)):
            raise Passing(f"GET {path}: the answer is not JSON")
        return answer

    async def read_all(self, path: str, key: str | None = None) -> list[Any]:
        """GET a list, all pages of it.

        Args:
            path: with `per_page`; the next pages are where GitHub's Link header says.
            key: where the list lies, when each page is an object.

        Returns:
            Everything in the list.

        Raises:
            Refused, Passing: as `read`.

        """
        with typed_errors(f"GET {path}"):
            return [item async for item in self.getiter(path, accept=JSON, iterable_key=key)]

    async def read_bytes(self, path: str) -> bytes:
        """GET something raw; raises as `read`."""
        with typed_errors(f"GET {path}"):
            text = await self.getitem(path, accept=RAW, extra_headers=UNKEPT)
        return (text or "").encode("latin-1")

    async def write(self, method: str, path: str, data: Any = b"") -> Any:
        """POST, PATCH, PUT or DELETE; in a dry run only log what would be sent.

        Returns:
            The decoded answer; None in a dry run or when there is none.

        Raises:
            Refused, Passing: as `read`; Unprocessable for 422, Conflict for 409.

        """
        if self.dry_run:
            _log.info("would %s %s %s", method, path, _summary(data))
            return None
        with typed_errors(f"{method} {path}"):
            answer, _, _ = await self._make_request(method, path, None, data, JSON)
        return answer

    async def sleep(self, seconds: float) -> None:
        """Let time pass, as gidgethub asks for it."""
        await self._timing.sleep(seconds)

    async def _request(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        if not is_same_origin(url, self.base_url):
            raise Refused(f"{method}: GitHub's answer leads to another host")
        if method != "GET":
            async with self._turn():
                return await self._send(method, url, headers, body)
        accept = headers["accept"]
        if headers.get("cache-control") == "no-store":
            answer = await self._send(method, url, headers, body)
        else:
            etag = self._responses.etag(url, accept)
            condition = {} if etag is None else {"if-none-match": etag}
            answer = await self._send(method, url, {**headers, **condition}, body)
            answer = self._responses.settle(url, accept, answer)
        return _undecoded(answer) if accept == RAW else answer

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        async with self._one_write:
            await self._pace.turn()
            yield

    async def _send(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        for _ in range(_TRIES):
            await self._silence.end()
            answer = await self._authorised(method, url, headers, body)
            if not self._silence.note(answer, is_write=method != "GET"):
                return answer
            _log.warning("GitHub limits requests: %s %s answered %d", method, url, answer.status)
        left = self._silence.left
        raise Passing(f"{method} {url}: turned away by a rate limit again and again", left)

    async def _authorised(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        shown = await self._credentials.header()
        common = {**headers, "x-github-api-version": _API_VERSION}
        answer = await self._transport.send(method, url, {**common, "authorization": shown}, body)
        if answer.status != 401:
            return answer
        self._credentials.reject(shown)
        shown = await self._credentials.header()
        return await self._transport.send(method, url, {**common, "authorization": shown}, body)


def _undecoded(answer: Answer) -> Answer:
    """Have gidgethub, which decodes everything, decode one byte to one character."""
    if answer.status != 200:
        return answer
    plain = {**answer.headers, "content-type": "application/octet-stream; charset=latin-1"}
    return answer._replace(headers=plain)


def _summary(data: object) -> str:
    """What a write holds, in one line of a bounded length."""
    if not isinstance(data, dict):
        return ""
    parts = (f"{name}={_shortened(value)}" for name, value in data.items())
    return " ".join(parts)


def _shortened(value: object, most: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= most else f"{text[:most]}... ({len(text)} characters)"
