"""A newcomer is welcomed on one pull request, which is remembered: GitHub changes its mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.ports.store import Memory
from ghapp.ports.values import PullRequest


@dataclass(frozen=True, slots=True)
class Welcome(Memory):
    """Whom the app welcomed on a pull request."""

    kind: ClassVar[str] = "welcome"

    author: int = 0  # the account's number; 0 for nobody


async def is_welcomed(context: JobContext, pull: PullRequest) -> bool:
    """Whether the author is welcomed on this pull request.

    GitHub calls an author new until something of theirs is merged, and now and then wrongly.
    """
    welcomed = await context.recall_all(Welcome)
    if pull.number in welcomed:
        return True
    if not pull.is_by_newcomer or any(one.author == pull.author_id for one in welcomed.values()):
        return False
    await context.remember(Welcome(pull.author_id), pull.number)
    return True
