"""What the operator's monitoring reads: deliveries, jobs, their time, and what GitHub allows."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from ghapp.engine import Outcome

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
SECONDS_TO_COUNT = 5

log = logging.getLogger(__name__)


async def none_waiting() -> int:
    """How many jobs wait where there is no queue."""
    return 0


class Metrics:
    """The counters of one server, and the gauges that are read when somebody asks."""

    def __init__(
        self,
        waiting: Callable[[], Awaitable[int]] = none_waiting,
        remaining: Callable[[], Mapping[int, int]] = dict,
    ) -> None:
        """Begin to count.

        Args:
            waiting: how many jobs wait.
            remaining: how many requests GitHub allows each installation in this hour.

        """
        self._count_waiting = waiting
        self._remaining_by_installation = remaining
        self._registry = CollectorRegistry()
        self._deliveries = Counter(
            "ghapp_deliveries",
            "Deliveries received, by event and answer.",
            ("event", "answer"),
            registry=self._registry,
        )
        self._jobs = Counter(
            "ghapp_jobs",
            "Jobs that ended, by kind and outcome; each attempt counts.",
            ("kind", "outcome"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "ghapp_job_seconds",
            "How long jobs took that were not skipped.",
            ("kind",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._waiting = Gauge(
            "ghapp_jobs_waiting",
            "Jobs that are queued or wait for a retry; NaN while the database is away.",
            registry=self._registry,
        )
        self._remaining = Gauge(
            "ghapp_github_requests_remaining",
            "Requests that GitHub allows in this hour, as it last said.",
            ("installation",),
            registry=self._registry,
        )

    def delivery(self, event: str, status: int) -> None:
        """Count an answer to a delivery; `event` must come from a signed one."""
        self._deliveries.labels(event, str(status)).inc()

    def job(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """Count the end of a job."""
        self._jobs.labels(kind, outcome.value).inc()
        if outcome is not Outcome.SKIPPED:
            self._seconds.labels(kind).observe(seconds)

    async def show(self, _request: web.Request) -> web.Response:
        """Answer GET /metrics."""
        self._waiting.set(await self._number_waiting())
        self._remaining.clear()
        for installation, remaining in self._remaining_by_installation().items():
            self._remaining.labels(str(installation)).set(remaining)
        body = generate_latest(self._registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})

    async def _number_waiting(self) -> float:
        try:
            async with asyncio.timeout(SECONDS_TO_COUNT):
                return await self._count_waiting()
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            log.warning("The waiting jobs cannot be counted: %s", error)
            return math.nan
