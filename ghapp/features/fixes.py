"""Fixes committed: all corrections of a pull request at once, on its own branch."""

from __future__ import annotations

import logging

from ghapp.features.check_run import FIX_BUTTON
from ghapp.features.context import JobContext
from ghapp.features.reconcile import judge_pull
from ghapp.features.rights import is_author_or_editor
from ghapp.newsletter.counting import counted
from ghapp.ports.errors import NotFastForward, RequestRejected, TransientError
from ghapp.ports.events import ButtonPressed
from ghapp.ports.values import FileChange, PullRequest
from ghapp.review.assessment import Assessment
from ghapp.rules.problem import Severity

CANNOT_WRITE = (
    "I may not write to the branch of this pull request, so I could not commit the corrections to"
    " `{head}`. Its author can take them over one by one from the suggestions on the lines."
)

log = logging.getLogger(__name__)


async def button_pressed(context: JobContext, event: ButtonPressed) -> None:
    """Commit the fixes to the pull request of a head, if its author or an editor asks for it."""
    if event.identifier != FIX_BUTTON.identifier:
        return
    repository = context.repository
    for pull in await repository.open_pulls():
        if pull.head.sha != event.head:
            continue
        if await is_author_or_editor(repository, event.sender, pull):
            await fix(context, pull.number, event.head)
        else:
            log.info("%s#%d: %s may not apply fixes", repository.name, pull.number, event.sender)


async def fix(context: JobContext, number: int, head: str) -> None:
    """Commit the fixes to the pull request's branch, or say why that cannot be done.

    Args:
        context: of the event.
        number: the pull request.
        head: the head that the person saw; if another came since, nothing is done, as the check
            run of the new one has a button of its own.

    """
    judged = await judge_pull(context, number)
    if judged is None or judged.pull.head.sha != head:
        return
    changes = _changes(judged.assessment)
    if not changes:
        return
    pull = judged.pull
    try:
        await _commit(context, pull, changes, _message(judged.assessment))
    except NotFastForward as moved:
        raise TransientError(str(moved)) from moved
    except RequestRejected:
        await _say_once(context, number, CANNOT_WRITE.format(head=head[:7]))


async def _say_once(context: JobContext, number: int, text: str) -> None:
    """Comment, unless the app said just this before it stopped."""
    comments = await context.repository.comments(number)
    if not any(comment.is_ours and comment.body == text for comment in comments):
        await context.repository.create_comment(number, text)


async def _commit(
    context: JobContext, pull: PullRequest, changes: list[FileChange], message: str
) -> None:
    if pull.head.repository is None:
        raise RequestRejected("the fork was deleted")
    where = pull.head.repository
    sha = await context.repository.commit([pull.head.sha], changes, message, repository=where)
    await context.repository.update_branch(pull.head.name, sha, repository=where)


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
