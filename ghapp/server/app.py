"""The server put together: who answers on which route, with credentials and without."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiohttp import web

from ghapp.environment import Environment
from ghapp.server import health
from ghapp.server.health import Readiness
from ghapp.server.pages import WebPages
from ghapp.server.setup.set_up import SetUp
from ghapp.server.setup.showing import SetUpPages
from ghapp.server.working import MakeHandle, Manner, Working, working

WORKING = web.AppKey("working", Working)
SETTING_UP = web.AppKey("setting_up", SetUp)


def create_app(
    environment: Environment, make_handle: MakeHandle, manner: Manner | None = None
) -> web.Application:
    """The server for these credentials, or the setup page while there are none.

    Args:
        environment: what the operator set.
        make_handle: makes the function that handles events.
        manner: how it works, if not as in earnest.

    """
    app = web.Application()
    pages = WebPages()
    pages.add_routes(app)
    app.router.add_get("/healthz", health.alive)
    if environment.is_setup:
        app[SETTING_UP] = SetUp(environment, pages)
        app[SETTING_UP].add_routes(app)
        app.router.add_get("/readyz", Readiness({"setup": health.not_set_up}).show)
        return app
    SetUpPages(pages, environment.env_file).add_end(app)
    app.router.add_get("/", _welcome)
    app.router.add_get("/{owner}/{repo}", _board)
    app.router.add_get("/{owner}/{repo}/", _without_slash)
    app.router.add_get("/metrics", _measure)
    app.router.add_get("/readyz", _ready)
    app.router.add_post("/webhook", _receive)

    async def at_work(app: web.Application) -> AsyncIterator[None]:
        how = manner or Manner()
        async with working(environment, make_handle, pages, how) as app[WORKING]:
            yield

    app.cleanup_ctx.append(at_work)
    return app


async def _receive(request: web.Request) -> web.Response:
    return await request.app[WORKING].webhook.receive(request)


async def _welcome(request: web.Request) -> web.Response:
    return await request.app[WORKING].board.welcome(request)


async def _board(request: web.Request) -> web.Response:
    return await request.app[WORKING].board.show(request)


async def _without_slash(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": request.rel_url.raw_path.rstrip("/")})


async def _measure(request: web.Request) -> web.Response:
    return await request.app[WORKING].metrics.show(request)


async def _ready(request: web.Request) -> web.Response:
    return await request.app[WORKING].readiness.show(request)
