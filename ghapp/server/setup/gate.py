"""The way in: a token from the log, once, for a cookie that the pages ask for from then on."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from ghapp.environment import Environment
from ghapp.server.setup.door import SECONDS_INSIDE, Door, KeptOut, Visit
from ghapp.server.setup.showing import SetUpPages, sent_to
from ghapp.server.setup.words import REFUSED

COOKIE = "ghapp_setup"

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.Response]]
VisitorsHandler = Callable[[web.Request, Visit], Awaitable[web.Response]]


class Gate:
    """Asks everybody who they are."""

    def __init__(self, environment: Environment, show: SetUpPages) -> None:
        self._environment = environment
        self._show = show
        self._door = Door(self._tell)
        self.address = ""  # lets somebody in, once

    async def open(self, _app: web.Application) -> None:
        """Print the address that lets somebody in, whatever else the log leaves out."""
        log.setLevel(logging.INFO)
        self._door.open()

    def _tell(self, token: str) -> None:
        here = self._environment.url or f"http://localhost:{self._environment.port}"
        self.address = f"{here}/setup?token={token}"
        log.info("To register the App, open this address, which works once: %s", self.address)

    def visit(self, request: web.Request) -> Visit | KeptOut:
        """The visit of the browser that asks."""
        return self._door.visit(request.cookies.get(COOKIE, ""))

    def prolong(self, visit: Visit, seconds: float) -> None:
        """Let a visit end so many seconds from now at the earliest."""
        self._door.prolong(visit, seconds)

    def for_visitor(self, handler: VisitorsHandler) -> Handler:
        """The handler, for the browser that was let in; others learn why they are not."""

        async def guarded(request: web.Request) -> web.Response:
            visit = self.visit(request)
            if isinstance(visit, KeptOut):
                return self._show.say(REFUSED[visit])
            return await handler(request, visit)

        return guarded

    def with_token(self, handler: Handler) -> Handler:
        """The handler, but an address with a token lets its browser in and is left behind."""

        async def entered(request: web.Request) -> web.Response:
            token = request.query.get("token")
            if token is None:
                return await handler(request)
            visit = self.visit(request)
            if isinstance(visit, KeptOut):
                visit = self._door.enter(token)
            if isinstance(visit, KeptOut):
                return self._show.say(REFUSED[visit])
            return self._let_in(visit)

        return entered

    def _let_in(self, visit: Visit) -> web.Response:
        answer = sent_to("/setup")
        answer.set_cookie(
            COOKIE,
            visit.cookie,
            path="/setup",
            max_age=SECONDS_INSIDE,
            httponly=True,
            samesite="Lax",
            secure=self._environment.url.startswith("https:"),
        )
        return answer
