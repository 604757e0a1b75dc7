"""Closed pull requests opened again, where that is possible."""

from __future__ import annotations

from ghapp.sandbox.actions.pull_events import record, tell_pull
from ghapp.sandbox.actions.pull_facts import is_open_for
from ghapp.sandbox.errors import validation_failed
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository


async def reopen_pull(site: Site, base: HostedRepository, pull: HostedPull, actor: Actor) -> None:
    """Opens a closed pull request again, which takes a branch that still has something to merge."""
    reason = await _why_closed_for_good(base, pull, actor)
    if reason:
        message = f"state cannot be changed. {reason}"
        raise validation_failed("PullRequest", "state", "invalid", message)
    pull.state = "open"
    pull.closed_at = pull.closed_by = None
    pull.head_sha = _head_branch(pull) or pull.head_sha
    pull.updated_at = site.world.now()
    base.git.set_ref(f"{base.namespace}pull/{pull.number}/head", pull.head_sha)
    record(site, pull, "reopened", actor)
    await tell_pull(site, base, pull, "reopened", actor)


def _head_branch(pull: HostedPull) -> str | None:
    return pull.head_repository.branch(pull.head_ref) if pull.head_repository else None


async def _why_closed_for_good(base: HostedRepository, pull: HostedPull, actor: Actor) -> str:
    head, tip = _head_branch(pull), base.branch(pull.base_ref)
    if pull.merged_at is not None:
        return "The pull request cannot be reopened."
    if head is None:
        return f"The {pull.head_ref} branch has been deleted."
    if tip is None:
        return f"The {pull.base_ref} branch has been deleted."
    if not await base.git.is_ancestor(pull.head_sha, head):
        return f"The {pull.head_ref} branch was force-pushed or recreated."
    if await base.git.is_ancestor(head, tip):
        return f"There are no new commits on the {pull.head_ref} branch."
    if is_open_for(base, pull.head_label, pull.base_ref):
        return f"A pull request already exists for {pull.head_label}."
    closed_it = pull.closed_by is actor.user
    if not (actor.via_app or closed_it or base.may_write(actor.user.login)):
        return "Only those with write access reopen what somebody else closed."
    return ""
