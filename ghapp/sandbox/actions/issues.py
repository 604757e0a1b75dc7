"""Plain issues: opened, edited, closed and opened again."""

from __future__ import annotations

from ghapp.sandbox.payloads import issues
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import (
    Actor,
    HostedIssue,
)
from ghapp.sandbox.state.repositories import HostedRepository


def open_issue(
    site: Site, repository: HostedRepository, title: str, body: str, actor: Actor
) -> HostedIssue:
    """Opens a plain issue."""
    now = site.world.now()
    number = max(repository.issues, default=0) + 1
    issue = HostedIssue(site.world.next_id(), number, title, body, actor.user, now, now)
    repository.issues[number] = issue
    payload = {"action": "opened", "issue": issues.issue(site.world, repository, issue)}
    site.tell(repository, "issues", actor, payload)
    return issue
