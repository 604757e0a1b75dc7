"""Talking: comments, reactions and labels on issues and pull requests."""

from __future__ import annotations

from ghapp.sandbox.errors import validation_failed
from ghapp.sandbox.payloads import issues
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import (
    Actor,
    HostedComment,
    HostedIssue,
    HostedReaction,
    Json,
)
from ghapp.sandbox.state.repositories import HostedRepository

BODY_LIMIT = 65_536


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


def find_comment(
    repository: HostedRepository, number: int
) -> tuple[HostedIssue, HostedComment] | None:
    """The comment with that identifier, and where it stands."""
    for issue in repository.issues.values():
        for comment in issue.comments:
            if comment.id == number:
                return issue, comment
    return None


def _refuse_blank(body: str) -> None:
    if not body.strip():
        raise validation_failed("IssueComment", "data", "unprocessable", "Body cannot be blank")
