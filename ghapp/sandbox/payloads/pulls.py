"""Pull requests, reviews and their comments as GitHub writes them."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.payloads.issues import reaction_summary
from ghapp.sandbox.payloads.people import association, simple_user
from ghapp.sandbox.payloads.repositories import labels, page_of, repository, url_of
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import (
    HostedPull,
    HostedRepository,
    HostedReview,
    HostedReviewComment,
)
from ghapp.sandbox.world import World, maybe_stamp, node_id, stamp


@dataclass(frozen=True)
class PullCounts:
    """What must be computed from git before a pull request can be written in full."""

    commits: int
    additions: int
    deletions: int
    changed_files: int
    mergeable: bool | None
    mergeable_state: str


@dataclass(frozen=True)
class Anchor:
    """Where a review comment stands in the present diff; no line once it is outdated."""

    commit_id: str
    line: int | None
    start_line: int | None
    position: int | None
    original_position: int | None


def pull_minimal(world: World, base: HostedRepository, pull: HostedPull) -> Json:
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


def pull_simple(world: World, base: HostedRepository, pull: HostedPull) -> Json:
    """A pull request as lists write it."""
    api = url_of(world, base)
    url = f"{api}/pulls/{pull.number}"
    page = f"{page_of(world, base)}/pull/{pull.number}"
    payload: Json = {
        "id": pull.id,
        "node_id": node_id("PullRequest", pull.id),
        "url": url,
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "issue_url": f"{api}/issues/{pull.number}",
        "commits_url": f"{url}/commits",
        "review_comments_url": f"{url}/comments",
        "review_comment_url": f"{api}/pulls/comments{{/number}}",
        "comments_url": f"{api}/issues/{pull.number}/comments",
        "statuses_url": f"{api}/statuses/{pull.head_sha}",
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
        "author_association": association(base, pull.author),
        "head": _head(world, pull),
        "base": {
            "label": f"{base.owner.login}:{pull.base_ref}",
            "ref": pull.base_ref,
            "sha": pull.base_sha,
            "user": simple_user(world, base.owner),
            "repo": repository(world, base),
        },
    }
    payload["_links"] = {
        "self": {"href": url},
        "html": {"href": page},
        "issue": {"href": payload["issue_url"]},
        "comments": {"href": payload["comments_url"]},
        "review_comments": {"href": payload["review_comments_url"]},
        "review_comment": {"href": payload["review_comment_url"]},
        "commits": {"href": payload["commits_url"]},
        "statuses": {"href": payload["statuses_url"]},
    }
    return payload


def _head(world: World, pull: HostedPull) -> Json:
    found = pull.head_repository
    return {
        "label": pull.head_label,
        "ref": pull.head_ref,
        "sha": pull.head_sha,
        "user": simple_user(world, pull.head_owner),
        "repo": repository(world, found) if found else None,
    }


def pull(world: World, base: HostedRepository, found: HostedPull, facts: PullCounts) -> Json:
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


def review(world: World, base: HostedRepository, pull: HostedPull, found: HostedReview) -> Json:
    """A review."""
    url = f"{url_of(world, base)}/pulls/{pull.number}"
    page = f"{page_of(world, base)}/pull/{pull.number}#pullrequestreview-{found.id}"
    return {
        "id": found.id,
        "node_id": node_id("PullRequestReview", found.id),
        "user": simple_user(world, found.author),
        "body": found.body,
        "state": found.state,
        "html_url": page,
        "pull_request_url": url,
        "author_association": association(base, found.author),
        "_links": {"html": {"href": page}, "pull_request": {"href": url}},
        "submitted_at": stamp(found.submitted_at),
        "commit_id": found.commit_id,
    }


def review_comment(
    world: World,
    base: HostedRepository,
    place: tuple[HostedPull, Anchor],
    found: HostedReviewComment,
) -> Json:
    """A comment on the diff; `place` is its pull request and where it stands there now."""
    pull, anchor = place
    api = url_of(world, base)
    url = f"{api}/pulls/comments/{found.id}"
    pull_url = f"{api}/pulls/{pull.number}"
    page = f"{page_of(world, base)}/pull/{pull.number}#discussion_r{found.id}"
    return {
        "id": found.id,
        "node_id": node_id("PullRequestReviewComment", found.id),
        "url": url,
        "pull_request_review_id": found.review_id,
        "diff_hunk": found.diff_hunk,
        "path": found.path,
        "position": anchor.position,
        "original_position": anchor.original_position,
        "commit_id": anchor.commit_id,
        "original_commit_id": found.commit_id,
        "user": simple_user(world, found.author),
        "body": found.body,
        "created_at": stamp(found.created_at),
        "updated_at": stamp(found.updated_at),
        "html_url": page,
        "pull_request_url": pull_url,
        "author_association": association(base, found.author),
        "_links": {
            "self": {"href": url},
            "html": {"href": page},
            "pull_request": {"href": pull_url},
        },
        "reactions": reaction_summary(url, []),
        "start_line": anchor.start_line,
        "original_start_line": found.start_line,
        "start_side": found.start_side,
        "line": anchor.line,
        "original_line": found.line,
        "side": found.side,
        "subject_type": "line",
    }
