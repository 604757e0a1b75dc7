"""Deliveries that failed are asked for again, because GitHub never repeats one by itself."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from ghapp.github.app import GitHubApp
from ghapp.github.events import is_of_use
from ghapp.github.hook_log import Attempt
from ghapp.ports.errors import RequestRejected, TransientError
from ghapp.server.clock import wall_clock
from ghapp.server.keeping import Queue

SECONDS_BETWEEN_ROUNDS = 300
AGE = timedelta(days=3)  # GitHub keeps deliveries so long
OVERLAP = timedelta(minutes=1)  # GitHub lists an attempt once it ended, after ten seconds at most
MOST_IN_ONE_ROUND = 50
# How long after the first, second and third attempt the next one is asked for, and then no more.
# When GitHub cannot reach the app for hours, one attempt is left for later.
PAUSES = (timedelta(0), timedelta(minutes=50), timedelta(hours=8))

log = logging.getLogger(__name__)


def to_repeat(attempts: Sequence[Attempt], now: datetime) -> list[Attempt]:
    """The newest attempt of each delivery that failed and is to be tried again, oldest first."""
    deliveries: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in sorted(attempts, key=lambda one: (one.at, one.id)):
        if is_of_use(attempt.event):
            deliveries[attempt.guid].append(attempt)
    return [tried[-1] for tried in deliveries.values() if _is_to_repeat(tried, now)]


def _is_to_repeat(tried: Sequence[Attempt], now: datetime) -> bool:
    if any(attempt.succeeded or attempt.is_under_way for attempt in tried):
        return False
    return len(tried) <= len(PAUSES) and now - tried[-1].at >= PAUSES[len(tried) - 1]


class Missed:
    """Reads GitHub's log of deliveries at the start, and what is new in it every five minutes."""

    def __init__(
        self, github: GitHubApp, engine: Queue, clock: Callable[[], datetime] = wall_clock
    ) -> None:
        self._github = github
        self._engine = engine
        self._clock = clock
        self._attempts: dict[int, Attempt] = {}

    async def watch(self) -> None:
        """Read the log every five minutes, for ever."""
        while True:
            try:
                await self.ask()
            except (TransientError, RequestRejected) as error:
                log.warning("Failed deliveries are not known: %s", error)
            except Exception:
                log.exception("Failed deliveries are not known")
            await asyncio.sleep(SECONDS_BETWEEN_ROUNDS)

    async def ask(self) -> int:
        """Ask once for what failed and was not stored, and count it.

        Raises:
            RequestRejected, TransientError: GitHub does not show its log, or failed in between.

        """
        now = self._clock()
        failed = to_repeat(await self._known(now), now)
        # An answer that came too late is a failure for GitHub, but the event is here for good.
        taken = await self._engine.taken([attempt.guid for attempt in failed])
        asked = 0
        for attempt in [one for one in failed if one.guid not in taken][:MOST_IN_ONE_ROUND]:
            asked += await self._redeliver(attempt)
        return asked

    async def _known(self, now: datetime) -> Sequence[Attempt]:
        """All attempts that GitHub keeps, of which only the newest are read again."""
        oldest = now - AGE
        newest = max((one.at for one in self._attempts.values()), default=oldest)  # GitHub's clock
        found = await self._github.hook_log.since(max(newest - OVERLAP, oldest))
        known = self._attempts | {one.id: one for one in found}
        self._attempts = {number: one for number, one in known.items() if one.at >= oldest}
        return list(self._attempts.values())

    async def _redeliver(self, attempt: Attempt) -> bool:
        facts = {"delivery": attempt.guid, "event": attempt.event}
        try:
            await self._github.hook_log.redeliver(attempt)
        except RequestRejected as error:
            log.warning("A failed delivery is lost: %s", error, extra=facts)
            return False
        log.info("Asked for a failed delivery again", extra=facts)
        return True
