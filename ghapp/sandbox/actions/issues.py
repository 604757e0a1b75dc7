"""Plain issues: opened, edited, closed and opened again."""

from __future__ import annotations

from ghapp.sandbox.actions.pull_events import record
from ghapp.sandbox.payloads import issues
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor, HostedIssue, Json
from ghapp.sandbox.state.repositories import HostedRepository


def open_issue(
    site: Site, repository: HostedRepository, title: str, body: str, actor: Actor
) -> HostedIssue:
    """Opens a plain issue."""
    now = site.world.now()
    number = repository.next_number
    issue = HostedIssue(site.world.next_id(), number, title, body, actor.user, now, now)
    repository.issues[number] = issue
    _tell(site, repository, issue, "opened", actor)
    return issue


def edit_issue(
    site: Site,
    repository: HostedRepository,
    issue: HostedIssue,
    changes: dict[str, str],
    actor: Actor,
) -> None:
    """Changes title or text, then closes or reopens."""
    told: Json = {}
    for name in ("title", "body"):
        before = getattr(issue, name)
        if name in changes and changes[name] != before:
            told[name] = {"from": before or ""}
            setattr(issue, name, changes[name])
    if told:
        _tell(site, repository, issue, "edited", actor, changes=told)
    state = changes.get("state", issue.state)
    if state == issue.state:
        return
    issue.state = state
    issue.closed_at = site.world.now() if state == "closed" else None
    issue.closed_by = actor.user if state == "closed" else None
    reason = "completed" if state == "closed" else "reopened"
    issue.state_reason = changes.get("state_reason", reason)
    action = "closed" if state == "closed" else "reopened"
    record(site, issue, action, actor)
    _tell(site, repository, issue, action, actor)


def delete_issue(
    site: Site, repository: HostedRepository, issue: HostedIssue, actor: Actor
) -> None:
    """Deletes an issue; its number stays taken."""
    del repository.issues[issue.number]
    repository.deleted_issues.add(issue.number)
    _tell(site, repository, issue, "deleted", actor)


def _tell(
    site: Site,
    repository: HostedRepository,
    issue: HostedIssue,
    action: str,
    actor: Actor,
    **more: object,
) -> None:
    issue.updated_at = site.world.now()
    payload = {"action": action, "issue": issues.issue(site.world, repository, issue)}
    site.tell(repository, "issues", actor, payload | more)
