"""A server that has credentials, at work: what is started, and ended, in which order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from ghapp.engine import Pace
from ghapp.environment import Environment
from ghapp.github.addresses import site_of
from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from ghapp.github.limits import Timing
from ghapp.ports.events import Event
from ghapp.ports.jobs import Handle, JobQueue
from ghapp.ports.store import Store
from ghapp.server.board import Board
from ghapp.server.exposure import Exposure
from ghapp.server.health import Readiness
from ghapp.server.installed import Installed
from ghapp.server.keeping import Duty, Keep, Queue, in_database
from ghapp.server.metrics import Metrics
from ghapp.server.missed import Missed
from ghapp.server.pages import WebPages
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


@dataclass(frozen=True, slots=True)
class Manner:
    """How a server works, where tests and the demo work otherwise."""

    pace: Pace | None = None  # how often the engine polls for work, and its retry policy
    timing: Timing | None = None  # the clock for calls to GitHub, where nobody need wait
    grace: float = SECONDS_TO_FINISH_JOBS  # seconds that jobs get when the server stops
    keep: Keep = in_database  # opens where memories and events are kept


@asynccontextmanager
async def working(
    environment: Environment, make_handle: MakeHandle, pages: WebPages, manner: Manner
) -> AsyncIterator[Working]:
    """Work from here on, and end in good order."""
    key = AppKey(environment.app_id, environment.private_key)
    github = GitHubApp(
        key, api_url=environment.api_url, dry_run=environment.dry_run, timing=manner.timing
    )

    async def handle(event: Event, delivery: str) -> None:
        await handle_event(event, delivery)

    metrics = Metrics(lambda: engine.waiting(), github.remaining)
    kept = await manner.keep(environment, Duty(handle, metrics.job, manner.pace or Pace()))
    store, engine = kept.store, kept.engine
    handle_event = make_handle(github, store, engine)
    exposure = Exposure(store)
    installed = Installed(github, engine, exposure)
    secret = environment.webhook_secret
    try:
        await engine.start()
        catching_up = asyncio.create_task(_catch_up(installed, Missed(github, engine)))
        yield Working(
            github,
            store,
            engine,
            Webhook(secret, engine, metrics, lambda: installed.slug, exposure.obey),
            Readiness({"database": engine.ping, "GitHub": github.check_credentials}),
            metrics,
            Board(pages, Shelf(store), exposure, site_of(environment.api_url)),
        )
        await _end(catching_up)
        await engine.stop(manner.grace)
    finally:
        await github.close()
        kept.close()


async def _catch_up(installed: Installed, missed: Missed) -> None:
    """Find what happened while the app was away, and go on finding what did not reach it."""
    await installed.reconcile_all()
    await missed.watch()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled() and (error := task.exception()):
        log.error("Missed deliveries were not looked for: %s", error, exc_info=error)
