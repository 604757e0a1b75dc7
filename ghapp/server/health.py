"""Whether the process lives, and whether it can do its work: for load balancers and operators."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

SECONDS_TO_ANSWER = 5

log = logging.getLogger(__name__)

Check = Callable[[], Awaitable[None]]  # raises when something is wrong


async def alive(_request: web.Request) -> web.Response:
    """Answer GET /healthz."""
    return web.Response(text="alive\n")


class Readiness:
    """Answers GET /readyz from checks of what the app cannot work without."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def show(self, _request: web.Request) -> web.Response:
        """Answer 200, or 503 with a line for each thing that is wrong."""
        results = await asyncio.gather(*(self._problem(name) for name in self._checks))
        problems = [problem for problem in results if problem]
        if problems:
            return web.Response(status=503, text="".join(f"{line}\n" for line in problems))
        return web.Response(text="ready\n")

    async def _problem(self, name: str) -> str | None:
        try:
            async with asyncio.timeout(SECONDS_TO_ANSWER):
                await self._checks[name]()
        except TimeoutError:
            return f"{name}: no answer in {SECONDS_TO_ANSWER} seconds"
        except Exception as error:  # noqa: BLE001 - whatever it is, the app is not ready
            log.warning("Not ready, %s: %s", name, error)
            # The first line only: database drivers add addresses below it.
            return f"{name}: {str(error).strip().split(chr(10))[0] or type(error).__name__}"
        return None


async def not_set_up() -> None:
    """The check of a server without credentials, which always fails."""
    raise RuntimeError("no credentials of a GitHub App are set; see /setup")
