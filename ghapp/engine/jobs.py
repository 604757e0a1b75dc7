"""One job: an event is handled, retried if that fails, and logged for an operator in the end."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from ghapp.engine.inbox import Request
from ghapp.engine.intake import Intake, NotStored
from ghapp.engine.messages import describe, from_json, lane, may_be_skipped, to_json
from ghapp.engine.pace import Pace
from ghapp.engine.runs import Runs
from ghapp.ports.errors import TransientError
from ghapp.ports.events import Event, last_word
from ghapp.ports.jobs import Handle

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """How a job ended."""

    DONE = "done"
    SKIPPED = "skipped"
    RETRIED = "retried"
    GIVEN_UP = "given_up"
    UNKNOWN = "unknown"  # an event of another version


Observe = Callable[[str, Outcome, float], None]  # the event's kind, the outcome, the seconds


@dataclass(frozen=True, slots=True)
class Job:
    """What lies in the queue."""

    key: str
    event: Event
    attempt: int
    received: int  # the moment

    def again(self, delay: float) -> Request:
        """The next attempt. A redelivery after the last attempt starts again, under new ids."""
        attempt = self.attempt + 1
        return Request(
            id=f"{self.key}:{attempt}@{self.received}",
            key=self.key,
            lane=lane(self.event),
            event=to_json(self.event),
            attempt=attempt,
            received=self.received,
            delay=delay,
        )

    def given_up(self) -> Request | None:
        """What is left to do after the last attempt; None for nothing."""
        event = last_word(self.event)
        if event is None:
            return None
        key = f"{self.key} given up"
        return Request(f"{key}@{self.received}", key, lane(event), to_json(event))


class JobRunner:
    """Runs jobs; none ends with an error, for dbos would then swallow a redelivery."""

    def __init__(
        self,
        handle: Handle,
        runs: Runs,
        intake: Intake,
        pace: Pace,
        *,
        forget: Callable[[str], Awaitable[None]],
        observe: Observe,
    ) -> None:
        self._handle = handle
        self._runs = runs
        self._intake = intake
        self._pace = pace
        self._forget = forget
        self._observe = observe
        self._running = 0
        self._rest = asyncio.Event()
        self._rest.set()

    async def at_rest(self) -> None:
        """Wait until no job runs in this process."""
        await self._rest.wait()

    async def run(self, record: Mapping[str, Any]) -> str:
        """Run what dbos took from the queue and return how it ended."""
        self._running += 1
        self._rest.clear()
        try:
            return await self._run(record)
        finally:
            self._running -= 1
            if not self._running:
                self._rest.set()

    async def _run(self, record: Mapping[str, Any]) -> str:
        event = from_json(record["event"])
        if event is None:
            log.warning("An event of another version is dropped: %s", record["event"].get("kind"))
            self._observe("unknown", Outcome.UNKNOWN, 0)
            return Outcome.UNKNOWN
        job = Job(record["key"], event, record["attempt"], record["received"])
        began = time.monotonic()
        try:
            async with asyncio.timeout(self._pace.longest_job):
                outcome = await self._attempt(job)
        except Exception as error:  # noqa: BLE001 - see the class
            outcome = await self._failed(job, error)
        self._observe(type(event).__name__, outcome, time.monotonic() - began)
        return outcome

    async def _attempt(self, job: Job) -> Outcome:
        if not may_be_skipped(job.event):
            await self._handle(job.event, job.key)
            return Outcome.DONE
        run = await self._runs.begin(lane(job.event))
        if run.is_covered(job.received):
            return Outcome.SKIPPED
        await self._handle(job.event, job.key)
        await self._runs.finish(run)
        return Outcome.DONE

    async def _failed(self, job: Job, error: Exception) -> Outcome:
        facts = {"delivery": job.key, "attempt": job.attempt + 1, **describe(job.event)}
        # A traceback for what nobody foresaw; GitHub being away is one line.
        trace = None if isinstance(error, TransientError) else error
        reason = f"{type(error).__name__}: {error}"
        if job.attempt + 1 >= self._pace.attempts:
            log.error("Given up: %s", reason, exc_info=trace, extra=facts)
            left = job.given_up()
            if left is not None:
                await self.persist(lambda: self._intake.put(left))
            # Somebody who redelivers it after repairing the cause gets it handled.
            await self.persist(lambda: self._forget(job.key))
            return Outcome.GIVEN_UP
        delay = self._pace.delay(job.attempt, job.key, error)
        log.warning("Again in %.0f s: %s", delay, reason, exc_info=trace, extra=facts)
        await self.persist(lambda: self._intake.put(job.again(delay)))
        return Outcome.RETRIED

    async def persist(self, write: Callable[[], Awaitable[None]]) -> None:
        """Write, however long the database is away: a job ends only once its retry is stored."""
        while True:
            try:
                return await write()
            except (NotStored, sa.exc.SQLAlchemyError) as error:
                log.warning("Trying again in a second: %s", error)
                await asyncio.sleep(1)
