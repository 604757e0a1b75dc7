"""The branch of a pull request, written where that is possible; the app's commits known again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.rights import missing_permissions
from ghapp.ports.errors import NotFastForward, RequestRejected, TransientError
from ghapp.ports.store import Memory
from ghapp.ports.values import FileChange, PullRequest

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BranchMemory(Memory):
    """What the app did to the branch of a pull request."""

    kind: ClassVar[str] = "head branch"

    before: str = ""  # the head that its last commit was made to
    after: str = ""  # that commit, which is about to be the next head
    refused: str = ""  # the repository in which GitHub did not let it write


@dataclass(frozen=True, slots=True)
class Committed:
    """A commit of the app is on the branch."""

    before: str  # the head that it was made to
    head: str


async def commit_to_head(
    context: JobContext,
    pull: PullRequest,
    changes: Sequence[FileChange],
    message: str,
    base: str = "",
) -> Committed | None:
    """Commit to the branch of a pull request.

    Args:
        context: of the event.
        pull: as it was read.
        changes: to the files of the head; of `base`, where that is given.
        message: of the commit.
        base: a commit of the default branch that becomes a parent too.

    Returns:
        None where the app may not write to it: GitHub is asked once for each fork.

    Raises:
        TransientError: somebody pushed in between.

    """
    where, before = pull.head.repository, pull.head.sha
    memory = await context.recall(BranchMemory, pull.number)
    if where is None or (memory.refused and memory.refused == where):
        return None
    parents = [base, before] if base else [before]
    try:
        sha = await context.repository.commit(parents, changes, message, repository=where)
        await context.remember(BranchMemory(before, sha), pull.number)
        await context.repository.update_branch(pull.head.name, sha, repository=where)
    except NotFastForward as moved:
        raise TransientError(str(moved)) from moved
    except RequestRejected as error:
        log.warning("%s#%d: its branch stays: %s", context.repository.name, pull.number, error)
        # Without the right to write anywhere it is no answer of this fork's.
        is_forks = where != context.repository.name
        if is_forks and not await missing_permissions(context.repository, ["contents"]):
            await context.remember(replace(memory, refused=where), pull.number)
        return None
    return Committed(before, sha)


async def committed_before(context: JobContext, pull: PullRequest) -> Committed | None:
    """The app's own commit, if it is the head: made before the app stopped, say."""
    memory = await context.recall(BranchMemory, pull.number)
    return Committed(memory.before, memory.after) if memory.after == pull.head.sha else None
