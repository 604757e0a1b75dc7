"""Fixes committed: all corrections of a pull request at once, on its own branch."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from ghapp.features.check_result import FIX_BUTTON
from ghapp.features.context import JobContext
from ghapp.features.head_branch import Committed, commit_to_head, committed_before
from ghapp.features.judging import judge_pull
from ghapp.features.rights import is_author_or_editor, missing_permissions
from ghapp.features.say_once import say_once
from ghapp.newsletter.counting import counted
from ghapp.ports.events import ButtonPressed
from ghapp.ports.values import FileChange
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
            await say_once(context, pull.number, result.text)


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
        return await committed_before(context, judged.pull)
    done = await commit_to_head(context, judged.pull, changes, _message(judged.assessment))
    return done or await _cannot_write(context, head)


async def _cannot_write(context: JobContext, head: str) -> CannotWrite:
    if await missing_permissions(context.repository, ["contents"]):
        return CannotWrite(MISSING.format(head=head[:7]), is_put_off=False)
    is_put_off = (await context.snapshot()).settings.merge.apply_fixes
    instead = AT_THE_MERGE if is_put_off else BY_HAND
    return CannotWrite(CANNOT_WRITE.format(head=head[:7], instead=instead), is_put_off)


def _changes(assessment: Assessment) -> list[FileChange]:
    return [
        FileChange(file.path, file.fixed.encode())
        for file in assessment.files
        if file.fixes and file.fixed is not None and file.in_head
    ]


def _message(assessment: Assessment) -> str:
    number = sum(len(file.fixes) for file in assessment.files)
    problems = [problem for file in assessment.files for problem in file.problems]
    rules = sorted({p.rule for p in problems if p.fix and p.severity >= Severity.WARNING})
    return f"Apply {counted(number, 'correction')}\n\nRules: {', '.join(rules)}"
