"""Requests to GitHub as one installation or as the app, within the limits that GitHub sets."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Final

import gidgethub.abc
from gidgethub import sansio

from ghapp.github.app_auth import Credentials
from ghapp.github.dry_run import summary
from ghapp.github.errors import typed_errors
from ghapp.github.limits import Answer, Silence, Timing, WritePace, told_remaining
from ghapp.github.responses import ResponseCache
from ghapp.github.transport import Transport, is_same_origin
from ghapp.ports.errors import RequestRejected, TransientError

JSON: Final = "application/vnd.github+json"
RAW: Final = "application/vnd.github.raw+json"
UNKEPT: Final = {"cache-control": "no-store"}  # for answers that are kept elsewhere, or never asked

_API_VERSION = "2022-11-28"
_TRIES = 3  # of a request turned away by a rate limit
_log = logging.getLogger(__name__)


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
        self.remaining: int | None = None  # requests left in this hour, as GitHub said last

    async def read(self, path: str, *, keep: bool = True) -> Any:
        """GET one thing.

        Args:
            path: behind the API's address, quoted where needed.
            keep: whether to keep the answer, so that asking again is free while nothing changed.

        Returns:
            The decoded JSON, an object or a list.

        Raises:
            RequestRejected: GitHub said no; NotThere for 404 and 410.
            TransientError: GitHub failed, or a rate limit asks for a long wait.

        """
        with typed_errors(f"GET {path}"):
            answer = await self.getitem(path, accept=JSON, extra_headers=None if keep else UNKEPT)
        if not isinstance(answer, (dict, list)):
            raise TransientError(f"GET {path}: the answer is not JSON")
        return answer

    async def read_all(self, path: str, key: str | None = None, per_page: int = 100) -> list[Any]:
        """GET a list, all pages of it.

        Args:
            path: the list, with a query or without.
            key: where the list lies, when each page is an object.
            per_page: how many things GitHub gives at once; 100 is the most for nearly all lists.

        Returns:
            Everything in the list.

        Raises:
            RequestRejected, TransientError: as `read`.

        """
        return [item async for page in self.read_pages(path, key, per_page) for item in page]

    async def read_pages(
        self, path: str, key: str | None = None, per_page: int = 100
    ) -> AsyncIterator[list[Any]]:
        """GET a list page by page, so a caller can stop before its end; raises as `read_all`."""
        page: str | None = f"{path}{'&' if '?' in path else '?'}per_page={per_page}"
        while page is not None:
            with typed_errors(f"GET {path}"):
                items, following = await self._page(page, key)
            # A full last page stays as it is, ETag and all, when the list goes on behind it.
            if following is None and len(items) >= per_page:
                self._responses.forget(sansio.format_url(page, {}, base_url=self.base_url))
            yield items
            page = following

    async def _page(self, url: str, key: str | None) -> tuple[list[Any], str | None]:
        answer: Any  # gidgethub calls it bytes
        answer, following, _ = await self._make_request("GET", url, {}, b"", JSON)
        items = answer.get(key) if key is not None and isinstance(answer, dict) else answer
        if not isinstance(items, list):
            raise TransientError(f"GET {url}: the answer is not a list")
        return items, following

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
            RequestRejected, TransientError: as `read`; Unprocessable for 422, Conflict for 409.

        """
        if self.dry_run:
            _log.info("would %s %s %s", method, path, summary(data))
            return None
        with typed_errors(f"{method} {path}"):
            answer, _, _ = await self._make_request(method, path, None, data, JSON)
        return answer

    async def ask(self, url: str, query: str, variables: Mapping[str, Any]) -> Any:
        """Ask GraphQL something, in a dry run too: it is a POST that writes nothing.

        Returns:
            The decoded answer, in which errors may be told.

        Raises:
            RequestRejected, TransientError: as `read`.

        """
        data = {"query": query, "variables": variables}
        with typed_errors(f"POST {url}"):
            answer, _, _ = await self._make_request("POST", url, None, data, JSON)
        return answer

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
