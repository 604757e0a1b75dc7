"""Labels: made, put on and taken off."""

from __future__ import annotations

from ghapp.sandbox.actions.pull_facts import pull_payload
from ghapp.sandbox.errors import ApiError, validation_failed
from ghapp.sandbox.payloads import issues, labels
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import (
    Actor,
    HostedIssue,
    HostedLabel,
    HostedTimelineEvent,
    Json,
)
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository

LABEL_LIMIT = 50


LABELS_ON_ISSUE = 100


DEFAULT_COLOR = "ededed"


def create_label(
    site: Site,
    repository: HostedRepository,
    name: str,
    color: str = DEFAULT_COLOR,
    description: str | None = None,
) -> HostedLabel:
    """Adds a label to the repository."""
    label = HostedLabel(site.world.next_id(), name, color, description)
    repository.labels[name.lower()] = label
    return label


def delete_label(repository: HostedRepository, name: str) -> None:
    """Removes a label from the repository and from everything it is on."""
    label = repository.labels.pop(name.lower())
    for issue in repository.issues.values():
        if label in issue.labels:
            issue.labels.remove(label)


async def add_labels(
    site: Site, repository: HostedRepository, issue: HostedIssue, names: list[str], actor: Actor
) -> None:
    """Puts labels on; those the repository does not have yet are made in the default colour."""
    for name in names:
        if not name.strip():
            raise validation_failed("Label", "name", "missing_field")
        if len(name) > LABEL_LIMIT:
            message = f"name is too long (maximum is {LABEL_LIMIT} characters)"
            raise validation_failed("Label", "name", "custom", message)
    for name in names:
        label = repository.labels.get(name.lower()) or create_label(site, repository, name)
        if label in issue.labels:
            continue
        if len(issue.labels) >= LABELS_ON_ISSUE:
            raise validation_failed("Issue", "labels", "invalid")
        issue.labels.append(label)
        await _tell_label(site, repository, (issue, label), "labeled", actor)


async def remove_label(
    site: Site, repository: HostedRepository, issue: HostedIssue, name: str, actor: Actor
) -> None:
    """Takes a label off."""
    label = next((one for one in issue.labels if one.name.lower() == name.lower()), None)
    if label is None:
        raise ApiError(404, "Label does not exist")
    issue.labels.remove(label)
    await _tell_label(site, repository, (issue, label), "unlabeled", actor)


async def _tell_label(
    site: Site,
    repository: HostedRepository,
    place: tuple[HostedIssue, HostedLabel],
    action: str,
    actor: Actor,
) -> None:
    issue, label = place
    now = site.world.now()
    issue.updated_at = now
    details = {"label": {"name": label.name, "color": label.color}}
    issue.timeline.append(HostedTimelineEvent(site.world.next_id(), action, actor, now, details))
    payload: Json = {
        "action": action,
        "number": issue.number,
        "label": labels.label(site.world, repository, label),
    }
    if isinstance(issue, HostedPull):
        payload["pull_request"] = await pull_payload(site, repository, issue)
        site.tell(repository, "pull_request", actor, payload)
    else:
        payload["issue"] = issues.issue(site.world, repository, issue)
        site.tell(repository, "issues", actor, payload)
