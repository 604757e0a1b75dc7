"""One pull request brought to the state it should be in: read, judged, and only then written."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from ghapp.features.approvals import Approval, standing_approval
from ghapp.features.check_result import check_result, passed_check
from ghapp.features.check_run import write_check_run
from ghapp.features.closing import (
    Closing,
    awaited_moment_came,
    follow_closing,
    planned_closing,
    pull_is_closed,
)
from ghapp.features.context import JobContext
from ghapp.features.deeds import note_deed
from ghapp.features.forgetting import note_closed, note_open
from ghapp.features.judging import JudgedPull, judge
from ghapp.features.labels import APPROVED, CONFLICT, write_labels
from ghapp.features.merge_pull import follow_offer, withdraw_merge
from ghapp.features.muting import is_muted
from ghapp.features.onboarding import follow_onboarding
from ghapp.features.own_pulls import MERGE, ONBOARDING, ROLLUP, is_own
from ghapp.features.report import write_report
from ghapp.features.rollup_triggers import MOVED, member_changed, rollup_pushed
from ghapp.features.senders import Sender, remember_sender
from ghapp.features.submitted import (
    Submitted,
    forget_submitted,
    remember_submitted,
)
from ghapp.features.suggestions import make_suggestions
from ghapp.features.waiting import forget_waiting, keep_waiting
from ghapp.features.whereabouts import say_where
from ghapp.ports.errors import RequestRejected, TransientError
from ghapp.ports.events import ClosingDue, PullChanged
from ghapp.ports.values import PullRequest

BY_APP = passed_check("Made by the app", "What the app makes itself is not checked again.")

log = logging.getLogger(__name__)

Step = Callable[[], Awaitable[None]]


async def reconcile(context: JobContext, event: PullChanged) -> None:
    """Bring labels, check run, suggestions and report of a pull request up to date.

    Raises:
        Exception: the last failure of one of the steps; the others were done.

    """
    await _reconcile(context, event.number, event.reason)


async def reconcile_number(context: JobContext, number: int) -> None:
    """Reconcile a pull request after the app changed what it knows of it."""
    await _reconcile(context, number, MOVED)


async def close_if_due(context: JobContext, event: ClosingDue) -> None:
    """Reconcile a pull request in a closed section, whose time may be over."""
    await awaited_moment_came(context, event.number)
    await _reconcile(context, event.number, "closing")


async def run_again(context: JobContext, number: int) -> None:
    """Reconcile a pull request because a person asked: the check run is written in any case."""
    await _reconcile(context, number, "rerun")


async def _reconcile(context: JobContext, number: int, reason: str) -> None:
    pull = await context.repository.pull(number)
    judged = await judge(context, pull)
    await member_changed(context, number, judged.pull.head.sha if judged else "", reason)
    if judged is None:
        await withdraw_merge(context, number)
        await _forget(context, pull)
        if not pull.is_open:
            await pull_is_closed(context, number)
            await note_closed(context, number)
            if is_own(pull, context.repository):
                await follow_onboarding(context, pull)
        return
    await note_open(context, number)
    assessment = judged.assessment
    await keep_waiting(context, judged)
    if is_own(pull, context.repository):
        await _look_after_own(context, judged, reason)
        return
    await follow_offer(context, pull)
    submitted = Submitted(pull.author, assessment.submitted)
    await remember_submitted(context, pull.number, submitted)
    where = await say_where(context, judged)
    result = check_result(assessment, complete=judged.is_complete, where=where)
    approval = standing_approval(await context.recall(Approval, pull.number), pull.head.sha)
    states = {APPROVED: approval is not None, CONFLICT: bool(judged.conflicts)}
    labels = assessment.labels | {name for name, holds in states.items() if holds}
    # The check run first: a merge may wait for it, and creating labels can take a while.
    steps: dict[str, Step] = {
        "check run": lambda: write_check_run(context, pull, result, reason),
        "labels": lambda: write_labels(context, pull, labels),
    }
    if not await is_muted(context, pull, reason):
        steps["suggestions"] = lambda: make_suggestions(context, pull, assessment.for_comments)
        closed = assessment.closed if approval is None else ()
        closing = await planned_closing(context, pull, closed)
        steps["report"] = lambda: _report(context, judged, closing)
    await _take(context, pull.number, steps)


async def _forget(context: JobContext, pull: PullRequest) -> None:
    """Forget what a pull request submits that is closed, or that nothing is to be done in."""
    if pull.is_merged:
        sent = await context.recall(Submitted, pull.number)
        await remember_sender(context, pull.number, Sender(sent.author, sent.addresses))
    await forget_submitted(context, [pull.number])
    if not pull.is_open or pull.base.name != (await context.snapshot()).branch:
        await forget_waiting(context, [pull.number])


async def _report(context: JobContext, judged: JudgedPull, closing: Closing) -> None:
    """Write the report; only what it announces to the author is closed in time."""
    is_told = await write_report(context, judged, closing.announcement)
    if is_told or not closing.memory.told:
        await follow_closing(context, judged.pull, closing)


async def _look_after_own(context: JobContext, judged: JudgedPull, reason: str) -> None:
    """The app's own pull requests have a check run of their own measure, and nothing else."""
    pull = judged.pull
    if pull.head.name == ROLLUP:
        await rollup_pushed(context, pull)
    elif pull.head.name == ONBOARDING:  # where people begin to change the settings
        result = check_result(judged.assessment, complete=judged.is_complete)
        await write_check_run(context, pull, result, reason)
    elif not pull.head.name.startswith(MERGE):
        await write_check_run(context, pull, BY_APP, reason)


async def _take(context: JobContext, number: int, steps: Mapping[str, Step]) -> None:
    """Take each step; one failing does not stop the next. Raises the last failure."""
    failure: Exception | None = None
    name = context.repository.name
    for what, step in steps.items():
        try:
            await step()
        except TransientError as error:
            log.warning("%s#%d: %s failed, to be tried again: %s", name, number, what, error)
            failure = error
        except RequestRejected as error:
            log.error("%s#%d: %s rejected by GitHub: %s", name, number, what, error)
            await note_deed(context, number, f"GitHub rejected: {what}.", is_refused=True)
        except Exception as error:
            log.exception("%s#%d: %s failed (%s)", name, number, what, context.key)
            failure = error
    if failure is not None:
        raise failure
