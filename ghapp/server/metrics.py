"""What the operator's monitoring reads: deliveries, jobs, and how long jobs take."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from ghapp.engine import Outcome

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
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

    def delivery(self, event: str, status: int) -> None:
        """Count an answer to GitHub; `event` must come from somebody who signed it."""
        self._deliveries.labels(event, str(status)).inc()

    def job(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """Count the end of a job."""
        self._jobs.labels(kind, outcome.value).inc()
        if outcome is not Outcome.SKIPPED:
            self._seconds.labels(kind).observe(seconds)

    async def show(self, _request: web.Request) -> web.Response:
        """Answer GET /metrics."""
        body = generate_latest(self._registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})
