"""Which feature answers which event."""

from __future__ import annotations

from ghapp.commands.dispatch import comment_written
from ghapp.features import approvals, fixes, repository_events
from ghapp.features.context import JobContext
from ghapp.features.onboarding import onboard
from ghapp.features.reconcile import close_if_due, reconcile
from ghapp.features.rollup import follow_rollup
from ghapp.ports.events import (
    BranchPushed,
    ButtonPressed,
    ClosingDue,
    CommentWritten,
    Event,
    HeadSeen,
    OnboardingDue,
    PullChanged,
    RepositoryAdded,
    RepositoryRemoved,
    Rerun,
    ReviewChanged,
    RollupDue,
    ScheduleDue,
)


async def handle(context: JobContext, event: Event) -> None:
    """Have an event answered by its feature.

    Raises:
        TransientError: try again later.
        RequestRejected: GitHub rejects it and would again.

    """
    match event:
        case PullChanged():
            await reconcile(context, event)
        case HeadSeen():
            await approvals.head_seen(context, event)
        case CommentWritten():
            await comment_written(context, event)
        case ReviewChanged():
            await approvals.review_changed(context, event)
        case BranchPushed():
            await repository_events.default_branch_pushed(context, event)
        case RepositoryAdded():
            await repository_events.repository_added(context, event)
        case OnboardingDue():
            await onboard(context)
        case RepositoryRemoved():
            await repository_events.repository_removed(context, event)
        case RollupDue():
            await follow_rollup(context)
        case ClosingDue():
            await close_if_due(context, event)
        case ScheduleDue():
            await repository_events.schedule_due(context, event)
        case ButtonPressed():
            await fixes.button_pressed(context, event)
        case Rerun():
            await repository_events.check_rerequested(context, event)
