"""Opening the next draft: one pull request, however often and on how many machines it is tried."""

from __future__ import annotations

import logging

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.deeds import note_deed
from ghapp.features.own_branches import branch_with
from ghapp.features.own_pulls import draft_branch
from ghapp.newsletter.next_draft import NextDraft, NoNextDraft, ingredients, make_draft
from ghapp.ports.errors import AlreadyExists
from ghapp.ports.values import FileChange

log = logging.getLogger(__name__)


async def open_next_draft(context: JobContext) -> int | None:
    """Open the pull request adding the draft that is due, unless it is there or was there.

    Returns:
        The pull request's number, None when there is nothing to do.

    """
    snapshot = await context.snapshot()
    if snapshot.settings.paused:
        return None
    draft = await _due(context, snapshot)
    if draft is None:
        return None
    repository, name = context.repository, draft_branch(draft.day)
    if await repository.pulls_from(name):  # open, merged, or closed by a person: then not again
        return None
    change = FileChange(draft.path, draft.text.encode())
    await branch_with(context, name, change, f"Add the draft of {draft.day.isoformat()}")
    try:
        number = await repository.create_pull(name, snapshot.branch, _title(draft), _body(draft))
    except AlreadyExists:
        return None
    log.info("%s: opened #%d for %s", repository.name, number, draft.path)
    await note_deed(context, number, f"Opened the draft of {draft.day.isoformat()}.")
    return number


async def _due(context: JobContext, snapshot: Snapshot) -> NextDraft | None:
    """The draft that is due and missing."""
    paths, layout = snapshot.paths, snapshot.around.layout
    try:
        needed = ingredients(paths, layout, None)
        if needed.path in paths:
            return None
        contents = {path: await context.repository.blob(paths[path]) for path in needed.files}
        placeholders = snapshot.around.context.conventions.placeholders
        return make_draft(needed, contents, layout, placeholders)
    except NoNextDraft as reason:
        log.error("%s: no next draft can be opened: %s", context.repository.name, reason)
        return None


def _title(draft: NextDraft) -> str:
    number = f"{draft.number}, " if draft.number is not None else ""
    return f"Draft {number}{draft.day.isoformat()}"


def _body(draft: NextDraft) -> str:
    return (
        f"The last edition is published. This adds the next draft, `{draft.path}`, made from the"
        " template, with the events carried over. Merge it, and submissions have a place to go.\n\n"
        "If you close it, it is not opened again."
    )
