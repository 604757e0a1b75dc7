"""Pull requests from before the installation: no comment on them before their next push."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.check_run import CheckMemory
from ghapp.features.context import JobContext
from ghapp.ports.store import Memory
from ghapp.ports.values import PullRequest

# A person did something to the pull request: from now on the app may comment in it.
ENDING = frozenset({"pull_request.opened", "pull_request.synchronize", "pull_request.reopened"})


@dataclass(frozen=True, slots=True)
class MutedHead(Memory):
    """The head that a pull request had when the app was installed."""

    kind: ClassVar[str] = "muted head"

    head: str = ""


async def mute(context: JobContext, pull: PullRequest) -> None:
    """Make no comment on this head, unless the app has judged this pull request before."""
    known = await context.recall(CheckMemory, pull.number)
    if not known.head:
        await context.remember(MutedHead(pull.head.sha), pull.number)


async def is_muted(context: JobContext, pull: PullRequest, reason: str) -> bool:
    """Whether no comment may be made; a push, among other reasons to reconcile, ends that."""
    muted = await context.recall(MutedHead, pull.number)
    if muted.head == pull.head.sha and reason not in ENDING:
        return True
    await context.forget(MutedHead, pull.number)
    return False
