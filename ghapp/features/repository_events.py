"""What concerns a whole repository: it is new, its default branch moved, or the time has come."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ghapp.features.default_branch import DefaultBranch, Snapshot
from ghapp.features.opening import open_next_draft
from ghapp.ports.errors import RequestRejected
from ghapp.ports.events import (
    BranchPushed,
    PullChanged,
    RepositoryAdded,
    RepositoryRemoved,
    Rerun,
    ScheduleDue,
)
from ghapp.ports.jobs import OpenSchedule, World
from ghapp.ports.store import Submitted
from ghapp.ports.values import PullRequest

log = logging.getLogger(__name__)


async def added(world: World, branch: DefaultBranch, event: RepositoryAdded) -> None:
    """Take up a repository: its schedule, its next draft, and a look at each pull request."""
    is_first = await world.store.last_good_settings(world.repository.name) is None
    pulls = await _open_pulls(world)
    since = datetime.fromisoformat(event.since) if event.since else world.now
    for pull in pulls:
        if (event.is_new or is_first) and pull.created_at < since:
            await _keep_quiet(world, pull)
    # Only now: reading the settings is what makes the next time not the first.
    sight = await branch.see(world)
    await _look_at_all(world, event.installation, pulls, "installed" if event.is_new else "start")
    await _open_next_draft(world, sight)
    await _keep_schedule(world, event.installation, sight)


async def removed(world: World, event: RepositoryRemoved) -> None:
    """Let go of a repository: nothing can be read or written there any more."""
    await world.jobs.forget_schedule(event.installation, event.repository)


async def _keep_quiet(world: World, pull: PullRequest) -> None:
    """No comment in a pull request from before the app came, until its next push."""
    name = world.repository.name
    facts = await world.store.pull_facts(name, pull.number)
    if not facts.check_head:
        await world.store.keep_pull_facts(
            name, pull.number, replace(facts, muted_head=pull.head.sha)
        )


async def pushed(world: World, branch: DefaultBranch, event: BranchPushed) -> None:
    """See what a push to the default branch changes for open work and for the next draft."""
    sight = await branch.see(world)
    await _look_at_all(world, event.installation, await _open_pulls(world), "push")
    await _open_next_draft(world, sight)
    await _keep_schedule(world, event.installation, sight)


async def schedule_due(world: World, branch: DefaultBranch, _: ScheduleDue) -> None:
    """Open the next draft if it is due."""
    await _open_next_draft(world, await branch.see(world))


async def _open_next_draft(world: World, sight: Snapshot) -> None:
    try:
        await open_next_draft(world, sight)
    except RequestRejected as refusal:  # trying again would change nothing
        log.error("%s: the next draft cannot be opened: %s", world.repository.name, refusal)


async def _open_pulls(world: World) -> Sequence[PullRequest]:
    """The open pull requests; what any other submits is forgotten, should its end have been missed.

    What is remembered is read first: a pull request opened meanwhile is not among it.
    """
    name = world.repository.name
    remembered = await world.store.submitted(name)
    pulls = await world.repository.open_pulls()
    for number in {one.number for one in remembered} - {pull.number for pull in pulls}:
        await world.store.keep_submitted(name, Submitted(number, "", frozenset()))
    return pulls


async def rerun(world: World, event: Rerun) -> None:
    """Look again at the pull requests of a head, because somebody asked GitHub to."""
    pulls = [pull for pull in await world.repository.open_pulls() if pull.head.sha == event.head]
    await _look_at_all(world, event.installation, pulls, "rerun")


async def _keep_schedule(world: World, installation: int, sight: Snapshot) -> None:
    schedule = sight.settings.schedule
    await world.jobs.keep_schedule(
        OpenSchedule(installation, world.repository.name, schedule.open, schedule.timezone)
    )


async def _look_at_all(
    world: World, installation: int, pulls: Sequence[PullRequest], reason: str
) -> None:
    for pull in pulls:
        event = PullChanged(installation, world.repository.name, pull.number, pull.head.sha, reason)
        await world.jobs.enqueue(f"{world.key}#{pull.number}", event)
