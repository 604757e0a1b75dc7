"""Who may see the board of a repository: everybody while it is public, and else nobody.

Two rows say so, each written by one side only, so that neither can overwrite what the other has
learned meanwhile: deliveries take a repository out of sight, and only an answer of GitHub that was
asked for afterwards, and knows of what they told, brings it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.ports.store import WHOLE_REPOSITORY, Memory, Store
from ghapp.ports.values import RepositoryFacts


@dataclass(frozen=True, slots=True)
class Withdrawn(Memory):
    """The last delivery by which a repository is private, gone, or not the app's any more."""

    kind: ClassVar[str] = "withdrawn"
    is_of_what_was_read: ClassVar[bool] = True

    by: str = ""  # the delivery's id
    at: str = ""  # when the repository's facts last changed, by GitHub's clock; "" if not told


@dataclass(frozen=True, slots=True)
class SeenPublic(Memory):
    """What GitHub answered when it was last asked about a repository."""

    kind: ClassVar[str] = "seen public"
    is_of_what_was_read: ClassVar[bool] = True

    is_public: bool = False
    despite: str = ""  # the id of the last withdrawal that was known when GitHub was asked
    installation: int = 0


def is_public(seen: SeenPublic, withdrawn: Withdrawn) -> bool:
    """Whether everybody may see it. What is not known is private."""
    return seen.is_public and seen.despite == withdrawn.by


def seen_now(facts: RepositoryFacts, withdrawn: Withdrawn, installation: int) -> SeenPublic:
    """What an answer of GitHub makes of it; one that is older than the withdrawal proves nothing.

    GitHub answers from copies of its database, which may lag behind its deliveries.
    """
    is_stale = bool(withdrawn.at) and facts.updated_at < withdrawn.at
    return SeenPublic(not facts.is_private and not is_stale, withdrawn.by, installation)


async def note_exposure(context: JobContext, *, now: bool = False) -> None:
    """Remember whether the repository is public, if GitHub was asked at this moment."""
    withdrawn = await context.recall(Withdrawn)  # first: what is told meanwhile counts as later
    facts = await context.repository.facts(now=now)
    if facts.is_fresh:
        await context.remember(seen_now(facts, withdrawn, context.installation))


async def withdraw(store: Store, repository: str, by: str, at: str = "") -> None:
    """Take a repository out of sight, durably when this returns.

    Args:
        store: what the app remembers.
        repository: its "owner/name".
        by: the delivery that told, by its id; the same one again changes nothing.
        at: when its facts last changed, by GitHub's clock, where the delivery says so.

    """
    before = await store.recall(Withdrawn, repository, WHOLE_REPOSITORY)
    await store.remember(Withdrawn(by, max(at, before.at)), repository, WHOLE_REPOSITORY)


async def is_public_now(store: Store, repository: str) -> bool:
    """Whether everybody may see a repository at this moment."""
    seen = await store.recall(SeenPublic, repository, WHOLE_REPOSITORY)
    if not seen.is_public:
        return False
    return is_public(seen, await store.recall(Withdrawn, repository, WHOLE_REPOSITORY))
