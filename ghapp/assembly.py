"""The features joined to what the server has: GitHub, the store and the queue."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime

from ghapp.environment import Environment
from ghapp.features.context import JobContext
from ghapp.features.default_branch import DefaultBranch
from ghapp.github.app import GitHubApp
from ghapp.handling import handle
from ghapp.ports.events import Event
from ghapp.ports.jobs import Handle, JobQueue
from ghapp.ports.store import M, Memory, Store


class DryRunStore:
    """A store for a dry run: what was not written to GitHub is not remembered as written."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def recall(self, kind: type[M], repository: str, number: int) -> M:
        """What is remembered; the defaults of its kind if nothing is."""
        return await self._store.recall(kind, repository, number)

    async def recall_all(self, kind: type[M], repository: str) -> Mapping[int, M]:
        """All memories of a kind in a repository by number, lowest first."""
        return await self._store.recall_all(kind, repository)

    async def remember(self, memory: Memory, repository: str, number: int) -> None:
        """Remember this if it says nothing of what was written."""
        if memory.is_of_what_was_read:
            await self._store.remember(memory, repository, number)

    async def forget(self, kind: type[Memory], repository: str, number: int) -> None:
        """Forget this if it says nothing of what was written."""
        if kind.is_of_what_was_read:
            await self._store.forget(kind, repository, number)

    async def forget_all(
        self, repository: str, number: int, but: Collection[type[Memory]] = ()
    ) -> None:
        """Forget nothing: among it is what was written."""


def handler_maker(environment: Environment) -> Callable[[GitHubApp, Store, JobQueue], Handle]:
    """Make the function that makes the handler of events, once the server has its parts."""

    def make(github: GitHubApp, store: Store, jobs: JobQueue) -> Handle:
        memory = DryRunStore(store) if environment.dry_run else store
        default_branch = DefaultBranch()

        async def handle_event(event: Event, key: str) -> None:
            repository = await github.repository(event.installation, event.repository)
            now = datetime.now(UTC)
            context = JobContext(
                repository,
                memory,
                jobs,
                now,
                event.installation,
                key,
                default_branch.read,
                environment.url,
                is_onboarding=environment.onboarding,
            )
            await handle(context, event)

        return handle_event

    return make
