"""The body of a delivery, read only as far as GitHub's own limit, whatever its headers claim."""

from __future__ import annotations

import asyncio

from aiohttp import web

MOST_BYTES = 25 * 1024 * 1024  # GitHub sends no larger payloads
SMALL_BYTES = 1024 * 1024
SECONDS_TO_SEND = 20


class TooLarge(Exception):
    """The body is longer than any that GitHub sends."""


class TooSlow(Exception):
    """The body does not arrive in time."""


class Bodies:
    """Reads bodies, few large ones at once: anybody may send them, signed or not."""

    def __init__(self) -> None:
        self._large = asyncio.Semaphore(4)

    async def read(self, request: web.Request) -> bytes:
        """The whole body; raises TooLarge or TooSlow."""
        if (request.content_length or 0) > MOST_BYTES:
            raise TooLarge
        try:
            async with asyncio.timeout(SECONDS_TO_SEND):
                body = bytearray()
                await self._read_until(request, body, SMALL_BYTES)
                if len(body) > SMALL_BYTES:
                    async with self._large:
                        await self._read_until(request, body, MOST_BYTES)
        except TimeoutError as error:
            raise TooSlow from error
        if len(body) > MOST_BYTES:
            raise TooLarge
        return bytes(body)

    @staticmethod
    async def _read_until(request: web.Request, body: bytearray, most: int) -> None:
        while len(body) <= most and (chunk := await request.content.readany()):
            body += chunk
