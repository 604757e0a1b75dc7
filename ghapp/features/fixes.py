"""Fixes committed: all corrections of a pull request at once, on its own branch."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.check_run import FIX_BUTTON
from ghapp.features.context import JobContext
from ghapp.features.judging import judge_pull
from ghapp.features.rights import is_author_or_editor, missing_permissions
from ghapp.newsletter.counting import counted
from ghapp.ports.errors import NotFastForward, RequestRejected, TransientError
from ghapp.ports.events import ButtonPressed
from ghapp.ports.store import Memory
from ghapp.ports.values import FileChange, PullRequest
from ghapp.review.assessment import Assessment
from ghapp.rules.problem import Severity

CANNOT_WRITE = (
    "I may not write to the branch of this pull request, so I could not commit the corrections to"
    " `{head}`. {instead}"
)
AT_THE_MERGE = "They are applied when I merge it."
BY_HAND = "Its author can take them over one by one from the suggestions on the lines."
MISSING = (
    "I lack the permission `contents: write` here, so I could not commit the corrections to"
    " `{head}`. An owner can grant it in the settings of the installed app."
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FixMemory(Memory):
    """The commit that corrects a head, about to become the next one."""

    kind: ClassVar[str] = "fix"

    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Committed:
    """The corrections are on the branch."""

    before: str  # the head that they were made to
    head: str


@dataclass(frozen=True, slots=True)
class CannotWrite:
    """The branch cannot be written."""

    text: str  # says so, and what becomes of the corrections
    is_put_off: bool  # they are applied at the merge


async def button_pressed(context: JobContext, event: ButtonPressed) -> None:
    """Commit the fixes to the pull request of a head, if its author or an editor asks for it.

    If another head came since the person pressed, nothing is done: the check run of the new one
    has a button of its own.
    """
    if event.identifier != FIX_BUTTON.identifier:
        return
    repository = context.repository
    for pull in await repository.open_pulls():
        if pull.head.sha != event.head:
            continue
        if not await is_author_or_editor(repository, event.sender, pull):
            log.info("%s#%d: %s may not apply fixes", repository.name, pull.number, event.sender)
            continue
        result = await commit_fixes(context, pull.number, only=event.head)
        if isinstance(result, CannotWrite):
            await _say_once(context, pull.number, result.text)


async def commit_fixes(
    context: JobContext, number: int, *, only: str | None = None
) -> Committed | CannotWrite | None:
    """Commit the fixes to the pull request's branch.

    Args:
        context: of the event.
        number: the pull request.
        only: the head to correct, and no other; None for the present one.

    Returns:
        None when there is nothing to correct. What was committed before the app stopped counts.

    """
    judged = await judge_pull(context, number)
    if judged is None or only not in (None, judged.pull.head.sha):
        return None
    head = judged.pull.head.sha
    changes = _changes(judged.assessment)
    if not changes:
        memory = await context.recall(FixMemory, number)
        return Committed(memory.before, head) if memory.after == head else None
    try:
        return await _commit(context, judged.pull, changes, _message(judged.assessment))
    except NotFastForward as moved:
        raise TransientError(str(moved)) from moved
    except RequestRejected as error:
        log.warning("%s#%d: not corrected: %s", context.repository.name, number, error)
        return await _cannot_write(context, head)


async def _cannot_write(context: JobContext, head: str) -> CannotWrite:
    if await missing_permissions(context.repository, ["contents"]):
        return CannotWrite(MISSING.format(head=head[:7]), is_put_off=False)
    is_put_off = (await context.snapshot()).settings.merge.apply_fixes
    instead = AT_THE_MERGE if is_put_off else BY_HAND
    return CannotWrite(CANNOT_WRITE.format(head=head[:7], instead=instead), is_put_off)


async def _say_once(context: JobContext, number: int, text: str) -> None:
    """Comment, unless the app said just this before it stopped."""
    comments = await context.repository.comments(number)
    if not any(comment.is_ours and comment.body == text for comment in comments):
        await context.repository.create_comment(number, text)


async def _commit(
    context: JobContext, pull: PullRequest, changes: list[FileChange], message: str
) -> Committed:
    if pull.head.repository is None:
        raise RequestRejected("the fork was deleted")
    where, before = pull.head.repository, pull.head.sha
    sha = await context.repository.commit([before], changes, message, repository=where)
    await context.remember(FixMemory(before, sha), pull.number)
    await context.repository.update_branch(pull.head.name, sha, repository=where)
    return Committed(before, sha)


def _changes(assessment: Assessment) -> list[FileChange]:
    return [
        FileChange(file.path, file.fixed.encode())
        for file in assessment.files
        if file.fixes and file.fixed is not None
    ]


def _message(assessment: Assessment) -> str:
    number = sum(len(file.fixes) for file in assessment.files)
    problems = [problem for file in assessment.files for problem in file.problems]
    rules = sorted({p.rule for p in problems if p.fix and p.severity >= Severity.WARNING})
    return f"Apply {counted(number, 'correction')}\n\nRules: {', '.join(rules)}"
