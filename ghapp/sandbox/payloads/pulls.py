"""Pull requests, reviews and their comments as GitHub writes them."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.formats import maybe_stamp, node_id, stamp
from ghapp.sandbox.payloads.labels import labels
from ghapp.sandbox.payloads.people import pull_association, simple_user
from ghapp.sandbox.payloads.repositories import page_of, repository, url_of
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import (
    HostedPull,
    HostedRepository,
)
from ghapp.sandbox.world import HostedWorld


@dataclass(frozen=True)
class PullCounts:
    """What must be computed from git before a pull request can be written in full."""

    commits: int
    additions: int
    deletions: int
    changed_files: int
    mergeable: bool | None
    mergeable_state: str


def pull_minimal(world: HostedWorld, base: HostedRepository, pull: HostedPull) -> Json:
    """A pull request as check runs mention it; those from forks are never mentioned."""

    def side(ref: str, sha: str) -> Json:
        repo = {"id": base.id, "url": url_of(world, base), "name": base.name}
        return {"ref": ref, "sha": sha, "repo": repo}

    return {
        "id": pull.id,
        "number": pull.number,
        "url": f"{url_of(world, base)}/pulls/{pull.number}",
        "head": side(pull.head_ref, pull.head_sha),
        "base": side(pull.base_ref, pull.base_sha),
    }


def pull_simple(world: HostedWorld, base: HostedRepository, pull: HostedPull) -> Json:
    """A pull request as lists write it."""
    return _addresses(world, base, pull) | {
        "id": pull.id,
        "node_id": node_id("PullRequest", pull.id),
        "number": pull.number,
        "state": pull.state,
        "locked": False,
        "active_lock_reason": None,
        "title": pull.title,
        "body": pull.body,
        "user": simple_user(world, pull.author),
        "labels": labels(world, base, pull),
        "assignee": None,
        "assignees": [],
        "requested_reviewers": [],
        "requested_teams": [],
        "milestone": None,
        "draft": pull.draft,
        "created_at": stamp(pull.created_at),
        "updated_at": stamp(pull.updated_at),
        "closed_at": maybe_stamp(pull.closed_at),
        "merged_at": maybe_stamp(pull.merged_at),
        "merge_commit_sha": pull.merge_commit_sha,
        "auto_merge": None,
        "author_association": pull_association(base, pull.author),
        "head": _head(world, pull),
        "base": {
            "label": f"{base.owner.login}:{pull.base_ref}",
            "ref": pull.base_ref,
            "sha": pull.base_sha,
            "user": simple_user(world, base.owner),
            "repo": repository(world, base),
        },
    }


def _addresses(world: HostedWorld, base: HostedRepository, pull: HostedPull) -> Json:
    """Where everything about a pull request stands, twice: as fields and as links."""
    api = url_of(world, base)
    url = f"{api}/pulls/{pull.number}"
    page = f"{page_of(world, base)}/pull/{pull.number}"
    linked = {
        "issue": f"{api}/issues/{pull.number}",
        "comments": f"{api}/issues/{pull.number}/comments",
        "review_comments": f"{url}/comments",
        "review_comment": f"{api}/pulls/comments{{/number}}",
        "commits": f"{url}/commits",
        "statuses": f"{api}/statuses/{pull.head_sha}",
    }
    links = {"self": url, "html": page} | linked
    return {
        "url": url,
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "_links": {name: {"href": address} for name, address in links.items()},
    } | {f"{name}_url": address for name, address in linked.items()}


def _head(world: HostedWorld, pull: HostedPull) -> Json:
    found = pull.head_repository
    return {
        "label": pull.head_label,
        "ref": pull.head_ref,
        "sha": pull.head_sha,
        "user": simple_user(world, pull.head_owner),
        "repo": repository(world, found) if found else None,
    }


def pull(world: HostedWorld, base: HostedRepository, found: HostedPull, facts: PullCounts) -> Json:
    """A pull request in full."""
    return pull_simple(world, base, found) | {
        "merged": found.merged_at is not None,
        "mergeable": facts.mergeable,
        "rebaseable": facts.mergeable,
        "mergeable_state": facts.mergeable_state,
        "merged_by": simple_user(world, found.merged_by) if found.merged_by else None,
        "comments": len(found.comments),
        "review_comments": len(found.review_comments),
        "maintainer_can_modify": found.maintainer_can_modify,
        "commits": facts.commits,
        "additions": facts.additions,
        "deletions": facts.deletions,
        "changed_files": facts.changed_files,
    }
