"""The board: what people see who open the server's address in a browser."""

from __future__ import annotations

from aiohttp import web

from ghapp.server.pages import WebPages


class Board:
    """Answers GET /."""

    def __init__(self, pages: WebPages) -> None:
        self._pages = pages

    async def welcome(self, _request: web.Request) -> web.Response:
        """Answer GET /."""
        return self._pages.page(
            "message.html",
            title="ghapp is at work",
            paragraphs=["It looks after a newsletter edited by pull requests."],
        )
