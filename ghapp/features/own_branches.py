"""Branches of the app's own that change one file: made once, by the machine that is first."""

from __future__ import annotations

import logging

from ghapp.features.context import JobContext
from ghapp.ports.errors import AlreadyExists
from ghapp.ports.values import FileChange

log = logging.getLogger(__name__)


async def branch_with(context: JobContext, name: str, change: FileChange, title: str) -> str:
    """Make a branch with one commit on top of the default branch, unless it is there.

    Args:
        context: of the event.
        name: of the branch.
        change: the file that the commit changes.
        title: of the commit.

    Returns:
        The SHA at its tip; where another machine makes it at the same moment, that of this one's
        commit.

    """
    repository, snapshot = context.repository, await context.snapshot()
    tip = await repository.tip(name)
    if tip is not None:
        return tip
    commit = await repository.commit([snapshot.tip], [change], title)
    try:
        await repository.create_branch(name, commit)
    except AlreadyExists:
        log.info("%s: another machine made the branch %s", repository.name, name)
    return commit
