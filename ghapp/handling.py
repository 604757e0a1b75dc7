"""Which feature answers which event."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from ghapp.features import fixes, reconcile, repository_events
from ghapp.features.default_branch import DefaultBranch
from ghapp.ports.events import (
    BranchPushed,
    ButtonPressed,
    Event,
    PullChanged,
    RepositoryAdded,
    RepositoryRemoved,
    Rerun,
    ScheduleDue,
)
from ghapp.ports.jobs import World

MakeWorld = Callable[[Event, str], Awaitable[World]]


class Handler:
    """Handles events, one after the other, each in the world that is made for it."""

    def __init__(self, make_world: MakeWorld) -> None:
        self._make_world = make_world
        self._branch = DefaultBranch()

    async def __call__(self, event: Event, key: str) -> None:
        """Handle one event; `key` names its delivery.

        Raises:
            TransientError: try again later.
            RequestRejected: GitHub will not let the app do this.

        """
        world = await self._make_world(event, key)
        branch = self._branch
        match event:
            case PullChanged():
                await reconcile.reconcile(world, branch, event)
            case BranchPushed():
                await repository_events.pushed(world, branch, event)
            case RepositoryAdded():
                await repository_events.added(world, branch, event)
            case RepositoryRemoved():
                await repository_events.removed(world, event)
            case ScheduleDue():
                await repository_events.schedule_due(world, branch, event)
            case ButtonPressed():
                await fixes.press(world, branch, event)
            case Rerun():
                await repository_events.rerun(world, event)
