"""Issues, comments, reactions and timelines as GitHub writes them."""

from __future__ import annotations

from ghapp.sandbox.formats import maybe_stamp, node_id, stamp
from ghapp.sandbox.payloads import apps
from ghapp.sandbox.payloads.labels import labels
from ghapp.sandbox.payloads.people import association, simple_user
from ghapp.sandbox.payloads.repositories import page_of, url_of
from ghapp.sandbox.state.conversation import HostedComment, HostedIssue, HostedReaction, Json
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository
from ghapp.sandbox.world import HostedWorld

REACTIONS = ("+1", "-1", "laugh", "confused", "heart", "hooray", "eyes", "rocket")


def issue_page(world: HostedWorld, repository: HostedRepository, found: HostedIssue) -> str:
    """Where people look at the issue or pull request."""
    kind = "pull" if isinstance(found, HostedPull) else "issues"
    return f"{page_of(world, repository)}/{kind}/{found.number}"


def issue(world: HostedWorld, repository: HostedRepository, found: HostedIssue) -> Json:
    """An issue; a pull request is one too, and says so."""
    url = f"{url_of(world, repository)}/issues/{found.number}"
    page = issue_page(world, repository, found)
    payload: Json = {
        "id": found.id,
        "node_id": node_id("Issue", found.id),
        "url": url,
        "repository_url": url_of(world, repository),
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": page,
        "number": found.number,
        "state": found.state,
        "state_reason": found.state_reason,
        "title": found.title,
        "body": found.body,
        "user": simple_user(world, found.author),
        "labels": labels(world, repository, found),
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "locked": False,
        "active_lock_reason": None,
        "comments": len(found.comments),
        "created_at": stamp(found.created_at),
        "updated_at": stamp(found.updated_at),
        "closed_at": maybe_stamp(found.closed_at),
        "closed_by": simple_user(world, found.closed_by) if found.closed_by else None,
        "author_association": association(repository, found.author),
        "performed_via_github_app": None,
        "reactions": reaction_summary(url, []),
    }
    if isinstance(found, HostedPull):
        payload["draft"] = found.draft
        payload["pull_request"] = {
            "url": f"{url_of(world, repository)}/pulls/{found.number}",
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            "merged_at": maybe_stamp(found.merged_at),
        }
    return payload


def comment(
    world: HostedWorld, repository: HostedRepository, place: HostedIssue, found: HostedComment
) -> Json:
    """A comment of the conversation."""
    url = f"{url_of(world, repository)}/issues"
    return {
        "id": found.id,
        "node_id": node_id("IssueComment", found.id),
        "url": f"{url}/comments/{found.id}",
        "html_url": f"{issue_page(world, repository, place)}#issuecomment-{found.id}",
        "issue_url": f"{url}/{place.number}",
        "user": simple_user(world, found.author),
        "body": found.body,
        "created_at": stamp(found.created_at),
        "updated_at": stamp(found.updated_at),
        "author_association": association(repository, found.author),
        "reactions": reaction_summary(f"{url}/comments/{found.id}", found.reactions),
        "performed_via_github_app": apps.app(world) if found.via_app else None,
    }


def reaction(world: HostedWorld, found: HostedReaction) -> Json:
    """One reaction."""
    return {
        "id": found.id,
        "node_id": node_id("Reaction", found.id),
        "user": simple_user(world, found.user),
        "content": found.content,
        "created_at": stamp(found.created_at),
    }


def reaction_summary(url: str, reactions: list[HostedReaction]) -> Json:
    """How many reactions there are of each kind."""
    counts = {
        content: sum(found.content == content for found in reactions) for content in REACTIONS
    }
    return {"url": f"{url}/reactions", "total_count": len(reactions)} | counts
