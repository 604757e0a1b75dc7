"""What the features remember between two deliveries, each in records of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

WHOLE_REPOSITORY = 0  # in place of a pull request's number


@dataclass(frozen=True, slots=True)
class Memory:
    """What a feature remembers of one pull request, or of the whole repository.

    A subclass is a frozen dataclass of plain values and frozen sets. All its fields have defaults,
    and these hold where nothing is remembered.
    """

    kind: ClassVar[str]  # the name of its rows, never to be changed
    is_of_what_was_read: ClassVar[bool] = False  # then a dry run, which writes nothing, keeps it


M = TypeVar("M", bound=Memory)


class Store(Protocol):
    """Memories by their kind, repository ("owner/name") and the number of a pull request."""

    async def recall(self, kind: type[M], repository: str, number: int) -> M:
        """What is remembered, or the defaults of its kind."""

    async def recall_all(self, kind: type[M], repository: str) -> Mapping[int, M]:
        """All memories of a kind in a repository by number, lowest first."""

    async def remember(self, memory: Memory, repository: str, number: int) -> None:
        """Remember this instead, durably when this returns."""

    async def forget(self, kind: type[Memory], repository: str, number: int) -> None:
        """Delete what is remembered of this kind."""

    async def forget_all(
        self, repository: str, number: int, but: Collection[type[Memory]] = ()
    ) -> None:
        """Delete what is remembered of a pull request, but for these kinds."""
