"""What GitHub does after it has answered, which a story can hold back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any


class Background:
    """Work that goes on by itself."""

    def __init__(self) -> None:
        self._work: set[asyncio.Task[None]] = set()
        self._free = asyncio.Event()
        self._free.set()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Does this soon, or after `release`."""
        self._work.add(asyncio.create_task(self._when_free(work)))

    def hold(self) -> None:
        """Begins nothing until `release`."""
        self._free.clear()

    def release(self) -> None:
        """Begins what was held."""
        self._free.set()

    async def finished(self) -> None:
        """Waits until nothing is left to do, unless it is held back."""
        while self._work and self._free.is_set():
            work = self._work.pop()
            await work

    async def stop(self) -> None:
        """Gives up what is left."""
        for work in self._work:
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work

    async def _when_free(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await self._free.wait()
        except asyncio.CancelledError:
            work.close()
            raise
        await work
