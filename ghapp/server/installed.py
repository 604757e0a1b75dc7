"""At the start every repository is reconciled: deliveries may have been missed until then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from uuid import uuid4

from ghapp.engine import NotStored
from ghapp.github.app import GitHubApp
from ghapp.ports.errors import RequestRejected, TransientError
from ghapp.ports.events import RepositoryAdded
from ghapp.ports.jobs import JobQueue
from ghapp.server.exposure import Exposure

FIRST_WAIT = 5.0  # seconds
LONGEST_WAIT = 300.0

log = logging.getLogger(__name__)


class Installed:
    """What GitHub knows of the app, asked for at the start and until it answers."""

    def __init__(self, github: GitHubApp, jobs: JobQueue, exposure: Exposure) -> None:
        self._github = github
        self._jobs = jobs
        self._exposure = exposure
        self._start = uuid4().hex  # a later start reconciles again
        self.slug = ""  # empty until GitHub has told it

    async def reconcile_all(self) -> None:
        """Have every repository reconciled, trying again while GitHub cannot be reached."""
        wait = FIRST_WAIT
        while True:
            try:
                return await self._enqueue_all()
            except (TransientError, RequestRejected, NotStored) as error:
                log.warning("The repositories are not known yet, again in %.0f s: %s", wait, error)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _enqueue_all(self) -> None:
        self.slug = await self._github.slug()
        found = [one async for one in self._repositories()]
        # First: while the app was away, a repository may have become private.
        await self._exposure.keep_only(
            {event.repository for event, is_public in found if is_public}, f"start.{self._start}"
        )
        for event, _ in found:
            await self._jobs.enqueue(f"start.{self._start}.{event.repository}", event)
        log.info("At work as %s in %d repositories", self.slug, len(found))

    async def _repositories(self) -> AsyncIterator[tuple[RepositoryAdded, bool]]:
        for installation in await self._github.installations():
            try:
                names = await self._github.repositories(installation)
            except RequestRejected as error:  # removed or suspended in this moment
                log.warning("Installation %d passed over: %s", installation, error)
                continue
            for name, is_public in names.items():
                yield RepositoryAdded(installation, name, is_new=False), is_public
