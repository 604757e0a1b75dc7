"""The editors' board over HTTP: the week of a public repository, from what the app keeps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from aiohttp import web

from ghapp.board.view import board_view
from ghapp.server.clock import wall_clock
from ghapp.server.exposure import Exposure
from ghapp.server.pages import WebPages, html_response
from ghapp.server.shelf import Shelf


class Board:
    """Answers GET / and GET /OWNER/REPO; no view asks GitHub anything."""

    def __init__(
        self,
        pages: WebPages,
        shelf: Shelf,
        exposure: Exposure,
        site: str,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        """`site` is where people see repositories: "https://github.com"."""
        self._pages = pages
        self._shelf = shelf
        self._exposure = exposure
        self._site = site
        self._clock = clock

    async def welcome(self, _request: web.Request) -> web.Response:
        """The public repositories; where there is one only, its board."""
        names = await self._exposure.public()
        if len(names) == 1:
            return web.Response(status=302, headers={"Location": f"/{names[0]}"})
        return self._pages.page("welcome.html", names=names)

    async def show(self, request: web.Request) -> web.Response:
        """The board of one repository."""
        if not self._exposure.is_known:
            return self._starting()
        name = await self._exposure.named("{owner}/{repo}".format(**request.match_info))
        if name is None:
            return self._unknown()
        text = await self._text(name)
        tag = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        # Last, for it may have become private while the page was made.
        if not await self._exposure.still(name):
            return self._unknown()
        is_seen = any(one.value == tag for one in request.if_none_match or ())
        answer = html_response("" if is_seen else text, 304 if is_seen else 200)
        answer.etag = tag
        return answer

    async def _text(self, name: str) -> str:
        facts = await self._shelf.facts(name)
        rendered = await self._shelf.rendered(facts)
        now = self._clock().replace(second=0, microsecond=0)

        def fill_in() -> str:
            view = board_view(facts, rendered, now)
            return self._pages.filled_in("board.html", name=name, site=self._site, view=view)

        return await asyncio.to_thread(fill_in)

    def _unknown(self) -> web.Response:
        """The same answer for what is private and for what is not there."""
        return self._pages.page(
            "message.html",
            status=404,
            title="There is no board here",
            paragraphs=["Boards are shown of public repositories in which ghapp is installed."],
        )

    def _starting(self) -> web.Response:
        answer = self._pages.page(
            "message.html",
            status=503,
            title="Just started",
            paragraphs=["ghapp is asking GitHub which repositories are public. Please try again."],
        )
        answer.headers["Retry-After"] = "5"
        return answer
