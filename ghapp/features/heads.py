"""The heads of a pull request and since when each stands: a comment speaks of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.ports.store import Memory
from ghapp.ports.values import PullRequest

MOST_KEPT = 50


@dataclass(frozen=True, slots=True)
class Heads(Memory):
    """Heads by the moment of GitHub's clock at which each is known to have stood."""

    kind: ClassVar[str] = "heads"
    is_of_what_was_read: ClassVar[bool] = True

    seen: tuple[str, ...] = ()  # "MOMENT SHA", oldest first

    def with_head(self, head: str, at: datetime) -> Heads:
        """These heads and one more; deliveries may come out of order."""
        entry = f"{at.astimezone(UTC).isoformat()} {head}"
        if entry in self.seen:
            return self
        # Of one second, what came first stays first.
        seen = sorted((*self.seen, entry), key=_moment)
        return Heads(tuple(seen[-MOST_KEPT:]))

    def before(self, moment: datetime) -> str | None:
        """The newest head that is known to have stood before a moment; equal counts as after."""
        earlier = [entry for entry in self.seen if _moment(entry) < moment]
        return _head(earlier[-1]) if earlier else None

    @property
    def newest(self) -> str | None:
        """The newest head that is known."""
        return _head(self.seen[-1]) if self.seen else None


def _moment(entry: str) -> datetime:
    return datetime.fromisoformat(entry.partition(" ")[0])


def _head(entry: str) -> str:
    return entry.partition(" ")[2]


async def note_head(context: JobContext, number: int, head: str, at: datetime) -> None:
    """Note which head a delivery told of, and when."""
    heads = await context.recall(Heads, number)
    await context.remember(heads.with_head(head, at), number)


async def note_present_head(context: JobContext, pull: PullRequest) -> None:
    """Note the head of a pull request that was read, if no delivery told of it.

    It was pushed before anything else that happened to the pull request until it was read.
    """
    heads = await context.recall(Heads, pull.number)
    if heads.newest != pull.head.sha:
        await context.remember(heads.with_head(pull.head.sha, pull.updated_at), pull.number)
