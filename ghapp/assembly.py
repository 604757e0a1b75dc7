"""The features joined to what the server has: GitHub, the store and the queue."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from ghapp.features.context import JobContext
from ghapp.features.default_branch import DefaultBranch
from ghapp.github.app import GitHubApp
from ghapp.handling import handle
from ghapp.ports.events import Event
from ghapp.ports.jobs import JobQueue
from ghapp.ports.store import PullFacts, Store, Submitted

Handle = Callable[[Event, str], Awaitable[None]]  # the event and its key


class UnwritingStore:
    """A store for a dry run: what was not written to GitHub is not remembered as written."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def pull_facts(self, repository: str, number: int) -> PullFacts:
        """What is remembered of a pull request."""
        return await self._store.pull_facts(repository, number)

    async def keep_pull_facts(self, repository: str, number: int, facts: PullFacts) -> None:
        """Forget it."""

    async def submitted(self, repository: str) -> Sequence[Submitted]:
        """What the open pull requests of a repository submit."""
        return await self._store.submitted(repository)

    async def keep_submitted(self, repository: str, submitted: Submitted) -> None:
        """Remember it: it says nothing of what was written."""
        await self._store.keep_submitted(repository, submitted)

    async def last_good_settings(self, repository: str) -> str | None:
        """The text of the last settings file without errors."""
        return await self._store.last_good_settings(repository)

    async def keep_settings(self, repository: str, text: str) -> None:
        """Remember it: reading settings writes nothing to GitHub."""
        await self._store.keep_settings(repository, text)


def handler_maker(*, dry_run: bool) -> Callable[[GitHubApp, Store, JobQueue], Handle]:
    """What makes the handler of events once the server has its parts."""

    def make(github: GitHubApp, store: Store, jobs: JobQueue) -> Handle:
        memory = UnwritingStore(store) if dry_run else store
        default_branch = DefaultBranch()

        async def handle_event(event: Event, key: str) -> None:
            repository = await github.repository(event.installation, event.repository)
            now = datetime.now(UTC)
            context = JobContext(repository, memory, jobs, now, key, default_branch.read)
            await handle(context, event)

        return handle_event

    return make
