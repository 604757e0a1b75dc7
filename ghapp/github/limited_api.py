"""GitHub's API within the limits that it sets: each request signed in, paced, and asked once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Final

import gidgethub.abc

from ghapp.github.app_auth import Credentials
from ghapp.github.limits import Answer, Silence, Timing, WritePace, told_remaining
from ghapp.github.responses import ResponseCache
from ghapp.github.transport import API_VERSION, Transport, is_same_origin
from ghapp.ports.errors import RequestRejected, TransientError

RAW: Final = "application/vnd.github.raw+json"
UNKEPT: Final = {"cache-control": "no-store"}  # for answers that nobody asks for a second time

_TRIES = 3  # of a request turned away by a rate limit
_log = logging.getLogger(__name__)


class LimitedAPI(gidgethub.abc.GitHubAPI):
    """gidgethub over our transport, with credentials, limits and a response cache of its own."""

    def __init__(
        self, transport: Transport, credentials: Credentials, *, api_url: str, timing: Timing
    ) -> None:
        super().__init__("ghapp", base_url=api_url)
        self._transport = transport
        self._credentials = credentials
        self._timing = timing
        self._silence = Silence(timing)
        self._pace = WritePace(timing)
        self._one_write = asyncio.Lock()
        self._responses = ResponseCache()
        self.remaining: int | None = None  # requests left in this hour, as GitHub said last

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.fromtimestamp(self._timing.time(), UTC)

    async def sleep(self, seconds: float) -> None:
        """Sleep; gidgethub calls this."""
        await self._timing.sleep(seconds)

    async def _request(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        if not is_same_origin(url, self.base_url):
            raise RequestRejected(f"{method}: GitHub's answer leads to another host")
        if method != "GET":
            async with self._turn():
                return await self._send(method, url, headers, body)
        if headers.get("cache-control") == "no-store":
            answer = await self._send(method, url, headers, body)
        else:
            answer = await self._send_if_changed(url, headers)
        return _undecoded(answer) if headers["accept"] == RAW else answer

    async def _send_if_changed(self, url: str, headers: Mapping[str, str]) -> Answer:
        kept = self._responses.get(url)
        if kept is not None:
            headers = {**headers, "if-none-match": kept.headers["etag"]}
        answer = await self._send("GET", url, headers, b"")
        if answer.status == 304 and kept is not None:
            # A list that got a further page has another Link header, but not another ETag.
            link = {"link": answer.headers["link"]} if "link" in answer.headers else {}
            return kept._replace(headers={**kept.headers, **link})
        self._responses.keep(url, answer)
        return answer

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        async with self._one_write:
            await self._pace.turn()
            yield

    async def _send(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        for _ in range(_TRIES):
            await self._silence.end()
            answer = await self._authorised(method, url, headers, body)
            self.remaining = told_remaining(answer.headers, self.remaining)
            if not self._silence.note(answer, is_write=method != "GET"):
                return answer
            _log.warning("GitHub limits requests: %s %s answered %d", method, url, answer.status)
        left = self._silence.left
        raise TransientError(f"{method} {url}: turned away by a rate limit again and again", left)

    async def _authorised(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        shown = await self._credentials.header()
        common = {**headers, "x-github-api-version": API_VERSION}
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
