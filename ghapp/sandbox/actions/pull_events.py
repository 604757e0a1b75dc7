"""What happens to a pull request is written into its history and told to the app."""

from __future__ import annotations

from ghapp.sandbox.actions.pull_facts import pull_payload
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor, HostedIssue, HostedTimelineEvent, Json
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository


async def close_pull(site: Site, base: HostedRepository, pull: HostedPull, actor: Actor) -> None:
    """Closes a pull request, merged or not, and says so."""
    pull.state = "closed"
    pull.closed_at = pull.updated_at = site.world.now()
    pull.closed_by = actor.user
    if pull.merged_at is not None:
        record(site, pull, "merged", actor, {"commit_id": pull.merge_commit_sha})
    record(site, pull, "closed", actor)
    await tell_pull(site, base, pull, "closed", actor)


async def mark_merged(
    site: Site, base: HostedRepository, pull: HostedPull, commit: str, actor: Actor
) -> None:
    """Turns a pull request "merged", by this commit of its base branch."""
    pull.merged_at = site.world.now()
    pull.merged_by = actor.user
    pull.merge_commit_sha = commit
    await close_pull(site, base, pull, actor)


async def tell_pull(
    site: Site,
    base: HostedRepository,
    pull: HostedPull,
    action: str,
    actor: Actor,
    **more: object,
) -> None:
    """Sends a `pull_request` event."""
    payload = {
        "action": action,
        "number": pull.number,
        "pull_request": await pull_payload(site, base, pull),
    }
    site.tell(base, "pull_request", actor, payload | more)


def record(
    site: Site, issue: HostedIssue, event: str, actor: Actor, details: Json | None = None
) -> None:
    """Writes something into the history of an issue or pull request."""
    entry = HostedTimelineEvent(site.world.next_id(), event, actor, site.world.now(), details or {})
    issue.timeline.append(entry)
