"""Events of a whole repository: installed, removed, default branch pushed, schedule due."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from ghapp.features.closing import reconcile_told
from ghapp.features.context import JobContext
from ghapp.features.deeds import note_deed
from ghapp.features.default_branch import LastGoodSettings
from ghapp.features.exposure import note_exposure
from ghapp.features.forgetting import forget_closed, judged_pulls
from ghapp.features.heads import note_present_head
from ghapp.features.muting import mute
from ghapp.features.opening import open_next_draft
from ghapp.features.rollup_triggers import rollup_is_due
from ghapp.features.settings_issue import follow_settings
from ghapp.features.submitted import Submitted
from ghapp.features.waiting import Waiting
from ghapp.features.week import keep_week
from ghapp.ports.errors import RequestRejected
from ghapp.ports.events import (
    BranchPushed,
    OnboardingDue,
    PullChanged,
    RepositoryAdded,
    RepositoryRemoved,
    Rerun,
    ScheduleDue,
)
from ghapp.ports.jobs import OpenSchedule
from ghapp.ports.values import PullRequest

log = logging.getLogger(__name__)


async def repository_added(context: JobContext, event: RepositoryAdded) -> None:
    """Reconcile the open pull requests and open the next draft if it is due."""
    await note_exposure(context, now=True)
    is_first = (await context.recall(LastGoodSettings)).text is None
    pulls = await _open_pulls(context)
    since = datetime.fromisoformat(event.since) if event.since else context.now
    for pull in pulls:
        await note_present_head(context, pull)
        if (event.is_new or is_first) and pull.created_at < since:
            await mute(context, pull)
    await rollup_is_due(context, 0)  # its end may have been missed
    # Only now: reading the settings is what makes the next time not the first.
    await context.snapshot()
    reason = "installed" if event.is_new else "start"
    await _reconcile_all(context, event.installation, pulls, reason)
    await follow_settings(context)
    await keep_week(context)
    await _open_next_draft(context)
    await _keep_schedule(context, event.installation)
    if event.is_new and context.is_onboarding:
        due = OnboardingDue(event.installation, context.repository.name)
        await context.jobs.enqueue(f"{context.key} onboarding", due)


async def repository_removed(context: JobContext, event: RepositoryRemoved) -> None:
    """Drop the schedule: nothing can be read or written in the repository any more."""
    await context.jobs.forget_schedule(event.installation, event.repository)


async def default_branch_pushed(context: JobContext, event: BranchPushed) -> None:
    """Reconcile the open pull requests with the new tip, and open the next draft if it is due."""
    await rollup_is_due(context, 0)
    await _reconcile_all(context, event.installation, await _open_pulls(context), "push")
    await follow_settings(context)
    await keep_week(context)
    await _open_next_draft(context)
    await _keep_schedule(context, event.installation)


async def schedule_due(context: JobContext, _: ScheduleDue) -> None:
    """Open the next draft if it is due, and look after what nobody told of."""
    await _open_next_draft(context)
    await reconcile_told(context)
    known = await judged_pulls(context)
    await forget_closed(context, known, {pull.number for pull in await _open_pulls(context)})


async def check_rerequested(context: JobContext, event: Rerun) -> None:
    """Reconcile the pull requests of a head again, because somebody asked GitHub for it."""
    pulls = [pull for pull in await context.repository.open_pulls() if pull.head.sha == event.head]
    await _reconcile_all(context, event.installation, pulls, "rerun")


async def _open_next_draft(context: JobContext) -> None:
    try:
        await open_next_draft(context)
    except RequestRejected as error:  # trying again would change nothing
        log.error("%s: the next draft cannot be opened: %s", context.repository.name, error)
        await note_deed(context, 0, "GitHub did not let me open the next draft.", is_refused=True)


async def _open_pulls(context: JobContext) -> Sequence[PullRequest]:
    """The open pull requests; those that were closed are looked at, as their end may be missed.

    What is remembered is read first: a pull request opened meanwhile is not among it.
    """
    submitted, waiting = await context.recall_all(Submitted), await context.recall_all(Waiting)
    pulls = await context.repository.open_pulls()
    ended = (submitted.keys() | waiting.keys()) - {pull.number for pull in pulls}
    for number in sorted(ended):  # they tell whether they were merged, and forget the rest
        head = waiting.get(number, Waiting()).head
        event = PullChanged(context.installation, context.repository.name, number, head, "ended")
        await context.jobs.enqueue(f"{context.key}#{number}", event)
    return pulls


async def _keep_schedule(context: JobContext, installation: int) -> None:
    schedule = (await context.snapshot()).settings.schedule
    await context.jobs.keep_schedule(
        OpenSchedule(installation, context.repository.name, schedule.open, schedule.timezone)
    )


async def _reconcile_all(
    context: JobContext, installation: int, pulls: Sequence[PullRequest], reason: str
) -> None:
    name = context.repository.name
    for pull in pulls:
        event = PullChanged(installation, name, pull.number, pull.head.sha, reason)
        await context.jobs.enqueue(f"{context.key}#{pull.number}", event)
