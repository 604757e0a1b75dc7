"""One issue on a settings file with errors: opened, edited with them, and closed when mended."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import quote

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.digest import digest_of
from ghapp.features.links import line_link
from ghapp.features.say_once import say_once
from ghapp.ports.errors import RequestRejected
from ghapp.ports.store import Memory
from ghapp.settings.problem import SettingsError
from ghapp.settings.tree import SETTINGS_PAGE, SETTINGS_PATH

MARKER = "<!-- ghapp:settings -->"
TITLE = f"The settings in `{SETTINGS_PATH}` have errors"
MENDED = f"Mended: `{SETTINGS_PATH}` has no error any more, and what it says holds."
MOST_LISTED = 40

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SettingsIssue(Memory):
    """The issue on errors that nobody has mended yet."""

    kind: ClassVar[str] = "settings issue"

    number: int | None = None
    digest: str = ""  # of its text; with no number known, it may have been opened
    is_refused: bool = False  # GitHub lets us write none, and the log says so


async def follow_settings(context: JobContext) -> None:
    """Have one open issue while the settings file has errors, and none when it has not.

    The issue is left alone while its errors are the same, so that a person who closes it is not
    contradicted; other errors are news, and open it again.
    """
    snapshot = await context.snapshot()
    memory = await context.recall(SettingsIssue)
    if snapshot.settings.paused or (not snapshot.errors and memory == SettingsIssue()):
        return
    try:
        if snapshot.errors:
            await _say(context, _body(context, snapshot), memory)
        else:
            await _mend(context, memory)
    except RequestRejected as error:  # no permission `issues`, or issues are switched off (410)
        if not memory.is_refused:
            told = "no issue tells of the errors in the settings"
            log.error("%s: %s: %s", context.repository.name, told, error)
        memory = await context.recall(SettingsIssue)
        await context.remember(replace(memory, is_refused=True))


async def _say(context: JobContext, body: str, memory: SettingsIssue) -> None:
    digest, repository = digest_of(body), context.repository
    if memory.number is not None and memory.digest == digest:
        return
    number = memory.number if memory.number is not None else await _find(context)
    if number is not None and await repository.issue(number) is not None:
        await repository.edit_issue(number, body)
    else:
        # First of all, that there may be one to find if the app stops in between.
        await context.remember(replace(memory, number=None, digest=digest))
        number = await repository.create_issue(TITLE, body)
    await context.remember(SettingsIssue(number, digest))


async def _mend(context: JobContext, memory: SettingsIssue) -> None:
    """Close the issue with a word; nothing is said where a person has closed or deleted it."""
    number, repository = memory.number, context.repository
    if number is None and not memory.is_refused:
        number = await _find(context)
    issue = await repository.issue(number) if number is not None else None
    if issue is not None and issue.is_open:
        await say_once(context, issue.number, MENDED)
        await repository.close_issue(issue.number)
    await context.forget(SettingsIssue)


async def _find(context: JobContext) -> int | None:
    """The open issue that the app wrote and does not remember: its own with the marker."""
    for issue in await context.repository.own_issues():
        if issue.body.startswith(MARKER):
            return issue.number
    return None


def _body(context: JobContext, snapshot: Snapshot) -> str:
    repository, branch = context.repository, snapshot.branch
    files = f"{repository.site}/{repository.name}/blob/{quote(branch)}"
    parts = [
        f"{MARKER}\n`{SETTINGS_PATH}` on `{branch}` cannot be used as it is. Until it can, the last"
        " settings without an error stay in force.",
        _listed([_in_line(files, error) for error in snapshot.errors]),
    ]
    if snapshot.left_out:
        parts.append("Of the repository's variables, these cannot be used and are left out:")
        parts.append(_listed([error.message for error in snapshot.left_out]))
    parts.append(
        f"All that can be set is in [settings]({SETTINGS_PAGE}). A pull request that changes the"
        " file has its errors marked before it is merged; on the command line"
        " `ghapp settings FILE` tells them. This issue is edited when the errors change, and closed"
        " when they are mended."
    )
    return "\n\n".join(parts)


def _in_line(files: str, error: SettingsError) -> str:
    return f"{line_link(files, SETTINGS_PATH, error.line or 1)}: {error.message}"


def _listed(told: list[str]) -> str:
    lines = [f"- {one}" for one in told[:MOST_LISTED]]
    if len(told) > MOST_LISTED:
        lines.append(f"- and {len(told) - MOST_LISTED} more")
    return "\n".join(lines)
