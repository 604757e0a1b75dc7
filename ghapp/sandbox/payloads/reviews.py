"""Reviews and their comments as GitHub writes them."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.formats import node_id, stamp
from ghapp.sandbox.payloads.issues import reaction_summary
from ghapp.sandbox.payloads.people import association, simple_user
from ghapp.sandbox.payloads.repositories import page_of, url_of
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import (
    HostedPull,
    HostedRepository,
    HostedReview,
    HostedReviewComment,
)
from ghapp.sandbox.world import HostedWorld


@dataclass(frozen=True)
class Anchor:
    """Where a review comment stands in the present diff; no line once it is outdated."""

    commit_id: str
    line: int | None
    start_line: int | None
    position: int | None
    original_position: int | None


def review(
    world: HostedWorld, base: HostedRepository, pull: HostedPull, found: HostedReview
) -> Json:
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
    world: HostedWorld,
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
