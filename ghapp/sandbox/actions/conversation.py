"""Talking: comments, reactions and labels on issues and pull requests."""

from __future__ import annotations

from ghapp.sandbox.actions.pull_facts import pull_payload
from ghapp.sandbox.errors import ApiError, validation_failed
from ghapp.sandbox.payloads import issues, repositories
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import (
    Actor,
    HostedComment,
    HostedIssue,
    HostedLabel,
    HostedReaction,
    HostedTimelineEvent,
    Json,
)
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository

BODY_LIMIT = 65_536
LABEL_LIMIT = 50
LABELS_ON_ISSUE = 100
DEFAULT_COLOR = "ededed"


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


def add_comment(
    site: Site, repository: HostedRepository, issue: HostedIssue, body: str, actor: Actor
) -> HostedComment:
    """Comments on an issue or pull request."""
    if len(body) > BODY_LIMIT:
        message = f"Body is too long (maximum is {BODY_LIMIT} characters)"
        raise validation_failed("IssueComment", "data", "unprocessable", message)
    _refuse_blank(body)
    now = site.world.now()
    comment = HostedComment(site.world.next_id(), actor.user, body, now, now, actor.via_app)
    issue.comments.append(comment)
    issue.updated_at = now
    tell_comment(site, repository, (issue, comment), "created", actor)
    return comment


def edit_comment(
    site: Site,
    repository: HostedRepository,
    place: tuple[HostedIssue, HostedComment],
    body: str,
    actor: Actor,
) -> None:
    """Changes what a comment says."""
    comment = place[1]
    if len(body) > BODY_LIMIT:
        message = f"body is too long (maximum is {BODY_LIMIT} characters)"
        raise validation_failed("IssueComment", "body", "custom", message)
    _refuse_blank(body)
    before, comment.body = comment.body, body
    comment.updated_at = site.world.now()
    changes = {"body": {"from": before}}
    tell_comment(site, repository, place, "edited", actor, changes)


def delete_comment(
    site: Site, repository: HostedRepository, place: tuple[HostedIssue, HostedComment], actor: Actor
) -> None:
    """Takes a comment away."""
    issue, comment = place
    issue.comments.remove(comment)
    tell_comment(site, repository, place, "deleted", actor)


def tell_comment(
    site: Site,
    repository: HostedRepository,
    place: tuple[HostedIssue, HostedComment],
    action: str,
    actor: Actor,
    changes: Json | None = None,
) -> None:
    """Sends an `issue_comment` event."""
    issue, comment = place
    payload: Json = {
        "action": action,
        "issue": issues.issue(site.world, repository, issue),
        "comment": issues.comment(site.world, repository, issue, comment),
    }
    if changes is not None:
        payload["changes"] = changes
    site.tell(repository, "issue_comment", actor, payload)


def react(
    site: Site, comment: HostedComment, content: str, actor: Actor
) -> tuple[HostedReaction, bool]:
    """Puts an emoji on a comment; says whether it is new."""
    for found in comment.reactions:
        if found.user is actor.user and found.content == content:
            return found, False
    found = HostedReaction(site.world.next_id(), actor.user, content, site.world.now())
    comment.reactions.append(found)
    return found, True


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


def find_comment(
    repository: HostedRepository, number: int
) -> tuple[HostedIssue, HostedComment] | None:
    """The comment with that identifier, and where it stands."""
    for issue in repository.issues.values():
        for comment in issue.comments:
            if comment.id == number:
                return issue, comment
    return None


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
        "label": repositories.label(site.world, repository, label),
    }
    if isinstance(issue, HostedPull):
        payload["pull_request"] = await pull_payload(site, repository, issue)
        site.tell(repository, "pull_request", actor, payload)
    else:
        payload["issue"] = issues.issue(site.world, repository, issue)
        site.tell(repository, "issues", actor, payload)


def _refuse_blank(body: str) -> None:
    if not body.strip():
        raise validation_failed("IssueComment", "data", "unprocessable", "Body cannot be blank")
