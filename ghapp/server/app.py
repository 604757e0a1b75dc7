"""The server put together: its routes, and what is started and ended in which order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from aiohttp import web

from ghapp.engine import Handle, Pace
from ghapp.environment import Environment
from ghapp.github.access import site_of
from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from ghapp.github.limits import Timing
from ghapp.ports.events import Event
from ghapp.ports.jobs import JobQueue
from ghapp.ports.store import Store
from ghapp.server import health
from ghapp.server.board import Board
from ghapp.server.exposure import Exposure
from ghapp.server.health import Readiness
from ghapp.server.installed import Installed
from ghapp.server.keeping import Duty, Keep, Queue, in_database
from ghapp.server.metrics import Metrics
from ghapp.server.missed import Missed
from ghapp.server.pages import WebPages
from ghapp.server.setup.set_up import SetUp
from ghapp.server.setup.showing import SetUpPages
from ghapp.server.shelf import Shelf
from ghapp.server.webhook import Webhook

SECONDS_TO_FINISH_JOBS = 20

log = logging.getLogger(__name__)

# What to do with an event, made from what there is to do it with.
MakeHandle = Callable[[GitHubApp, Store, JobQueue], Handle]


@dataclass(frozen=True, slots=True)
class Working:
    """The parts of a server that has credentials."""

    github: GitHubApp
    store: Store
    engine: Queue
    webhook: Webhook
    readiness: Readiness
    metrics: Metrics
    board: Board


WORKING = web.AppKey("working", Working)
SETTING_UP = web.AppKey("setting_up", SetUp)


def create_app(
    environment: Environment,
    make_handle: MakeHandle,
    *,
    pace: Pace | None = None,
    timing: Timing | None = None,
    grace: float = SECONDS_TO_FINISH_JOBS,
    keep: Keep = in_database,
) -> web.Application:
    """The server for these credentials, or the setup page while there are none.

    Args:
        environment: what the operator set.
        make_handle: makes the function that handles events.
        pace: how often the engine polls for work, and its retry policy.
        timing: the clock for calls to GitHub, where nobody need wait.
        grace: seconds that jobs get to finish when the server stops.
        keep: opens where memories and events are kept.

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
        key = AppKey(environment.app_id, environment.private_key)
        github = GitHubApp(
            key, api_url=environment.api_url, dry_run=environment.dry_run, timing=timing
        )

        async def handle(event: Event, delivery: str) -> None:
            await handle_event(event, delivery)

        metrics = Metrics(lambda: engine.waiting(), github.remaining)
        kept = await keep(environment, Duty(handle, metrics.job, pace or Pace()))
        store, engine = kept.store, kept.engine
        handle_event = make_handle(github, store, engine)
        exposure = Exposure(store)
        installed = Installed(github, engine, exposure)
        app[WORKING] = Working(
            github,
            store,
            engine,
            Webhook(
                environment.webhook_secret,
                engine,
                metrics,
                lambda: installed.slug,
                exposure.obey,
            ),
            Readiness({"database": engine.ping, "GitHub": github.check_credentials}),
            metrics,
            Board(pages, Shelf(store), exposure, site_of(environment.api_url)),
        )
        try:
            await engine.start()
            catching_up = asyncio.create_task(_catch_up(installed, Missed(github, engine)))
            yield
            await _end(catching_up)
            await engine.stop(grace)
        finally:
            await github.close()
            kept.close()

    app.cleanup_ctx.append(at_work)
    return app


async def _catch_up(installed: Installed, missed: Missed) -> None:
    """Find what happened while the app was away, and go on finding what did not reach it."""
    await installed.reconcile_all()
    await missed.watch()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled() and (error := task.exception()):
        log.error("Missed deliveries were not looked for: %s", error, exc_info=error)


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
