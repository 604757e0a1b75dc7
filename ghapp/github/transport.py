"""One HTTP exchange with GitHub: timeouts, safe redirects, and no write sent twice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from ghapp.github.limits import Answer, Timing
from ghapp.ports.errors import RequestRejected, TransientError

JSON: Final = "application/vnd.github+json"
API_VERSION: Final = "2022-11-28"
LARGEST_ANSWER: Final = 32 * 1024 * 1024  # bytes; a stranger's pull request may hold any file

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
_AT_ONCE = 20  # GitHub docs: at most 100 concurrent requests, shared with GraphQL
_BACKOFF = (0.5, 1.5)  # seconds before the second and the third try of a read
_FLEETING = frozenset({502, 503, 504})
_REDIRECTS = frozenset({301, 302, 307, 308})  # a renamed repository answers 301
_MOST_REDIRECTS = 3


class Transport:
    """Sends requests over a session; shared by all installations."""

    def __init__(self, session: aiohttp.ClientSession, timing: Timing) -> None:
        self._session = session
        self._timing = timing
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """Send a request and read the whole answer, whatever its status.

        A read is repeated when the connection or GitHub fails for a moment, and follows redirects
        within the host. A write is sent once: GitHub may have done it before it failed.

        Raises:
            TransientError: GitHub cannot be reached, or not in time.
            RequestRejected: the answer is too large.

        """
        if method != "GET":
            return await self._exchange(method, url, headers, body)
        for _ in range(_MOST_REDIRECTS):
            answer = await self._read(url, headers)
            target = urljoin(url, answer.headers.get("location", ""))
            if answer.status not in _REDIRECTS or not is_same_origin(url, target):
                return answer
            url = target
        raise RequestRejected(f"GET {urlsplit(url).path}: redirected again and again")

    async def _read(self, url: str, headers: Mapping[str, str]) -> Answer:
        for pause in _BACKOFF:
            try:
                answer = await self._exchange("GET", url, headers, b"")
            except TransientError as problem:
                if isinstance(problem.__cause__, TimeoutError):  # waited long enough
                    raise
                await self._timing.sleep(pause)
                continue
            if answer.status not in _FLEETING or "retry-after" in answer.headers:
                return answer
            await self._timing.sleep(pause)
        return await self._exchange("GET", url, headers, b"")

    async def _exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        what = f"{method} {urlsplit(url).path}"
        try:
            async with (
                self._slots,
                self._session.request(
                    method,
                    URL(url, encoded=True),
                    headers=headers,
                    data=body,
                    allow_redirects=False,
                    timeout=TIMEOUT,
                ) as response,
            ):
                content = await _content(response, what)
                names = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status, names, content)
        except TimeoutError as problem:
            raise TransientError(f"{what}: GitHub did not answer in time") from problem
        except (aiohttp.ClientError, OSError) as problem:
            raise TransientError(f"{what}: GitHub cannot be reached ({problem})") from problem


async def _content(response: aiohttp.ClientResponse, what: str) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.content.iter_any():
        size += len(chunk)
        if size > LARGEST_ANSWER:
            raise RequestRejected(f"{what}: the answer is larger than {LARGEST_ANSWER} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def is_same_origin(one: str, other: str) -> bool:
    """Whether two addresses have the same scheme, host and port: only there goes the token."""
    here, there = urlsplit(one), urlsplit(other)
    return (here.scheme, here.netloc) == (there.scheme, there.netloc)
