"""What a feature works with for one event: the repository, what is remembered, and the queue."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ghapp.ports.jobs import JobQueue
from ghapp.ports.repository import Repository
from ghapp.ports.store import WHOLE_REPOSITORY, M, Memory, Store
from ghapp.review.surroundings import Surroundings
from ghapp.settings.problem import SettingsError
from ghapp.settings.tree import Settings


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The default branch as it was at one commit."""

    branch: str
    tip: str
    paths: Mapping[str, str]  # every file: path -> blob
    around: Surroundings
    errors: tuple[SettingsError, ...] = ()  # in the settings file: then others are in force
    left_out: tuple[SettingsError, ...] = ()  # variables that make no sense

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.around.settings


@dataclass(slots=True)
class JobContext:
    """Everything a feature may reach for one event."""

    repository: Repository
    store: Store
    jobs: JobQueue
    now: datetime
    installation: int
    key: str  # of the event being handled: deterministic keys for what it enqueues
    read_default_branch: Callable[[JobContext], Awaitable[Snapshot]]
    server: str = ""  # where people reach the server, without a final slash; "" if nobody said
    is_onboarding: bool = True  # where the app is new, a pull request shows what it does
    _snapshot: Snapshot | None = field(default=None, init=False)

    @property
    def board(self) -> str:
        """The address of the board; "" where it is not known."""
        return f"{self.server}/{self.repository.name}" if self.server else ""

    async def snapshot(self) -> Snapshot:
        """The default branch, read when a feature first asks, and then the same for all."""
        if self._snapshot is None:
            self._snapshot = await self.read_default_branch(self)
        return self._snapshot

    async def present(self, path: str) -> bytes | None:
        """The bytes of a file on the default branch; None where it is not there."""
        blob = (await self.snapshot()).paths.get(path)
        return await self.repository.blob(blob) if blob is not None else None

    async def all_present(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        """The bytes of some files on the default branch, by path."""
        return {path: await self.present(path) for path in sorted(set(paths))}

    def forget_snapshot(self) -> None:
        """Have the default branch read again: it was moved meanwhile."""
        self._snapshot = None

    async def recall(self, kind: type[M], number: int = WHOLE_REPOSITORY) -> M:
        """What is remembered of a pull request, or else of the repository."""
        return await self.store.recall(kind, self.repository.name, number)

    async def recall_all(self, kind: type[M]) -> Mapping[int, M]:
        """What is remembered of each pull request by number, lowest first."""
        return await self.store.recall_all(kind, self.repository.name)

    async def remember(self, memory: Memory, number: int = WHOLE_REPOSITORY) -> None:
        """Remember this instead, durably when this returns."""
        await self.store.remember(memory, self.repository.name, number)

    async def forget(self, kind: type[Memory], number: int = WHOLE_REPOSITORY) -> None:
        """Delete what is remembered of this kind."""
        await self.store.forget(kind, self.repository.name, number)
