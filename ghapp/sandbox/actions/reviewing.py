"""Reviews: comments that must lie on the diff, and that go out of date when it changes."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions import pull_facts
from ghapp.sandbox.actions.placing import LineComment, place, position, shift
from ghapp.sandbox.actions.pull_events import record
from ghapp.sandbox.diffs import DiffFile
from ghapp.sandbox.errors import unprocessable
from ghapp.sandbox.payloads import reviews
from ghapp.sandbox.payloads.pulls import pull_simple
from ghapp.sandbox.payloads.reviews import Anchor
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.repositories import (
    HostedPull,
    HostedRepository,
    HostedReview,
    HostedReviewComment,
)

DISMISSIBLE = ("APPROVED", "CHANGES_REQUESTED")
STATES = {
    "COMMENT": "COMMENTED",
    "APPROVE": "APPROVED",
    "REQUEST_CHANGES": "CHANGES_REQUESTED",
}


@dataclass(frozen=True)
class NewReview:
    """What somebody wants to say of a pull request, and of which commit."""

    event: str
    body: str = ""
    drafts: tuple[LineComment, ...] = ()
    commit_id: str | None = None


async def create_review(
    site: Site, repository: HostedRepository, pull: HostedPull, new: NewReview, actor: Actor
) -> HostedReview:
    """Makes a review; one comment that lies nowhere refuses it all, without saying which."""
    _refuse_event(pull, new, actor)
    commit = new.commit_id or pull.head_sha
    if commit not in await pull_facts.commits(repository, pull):
        raise unprocessable("The provided commit_id is not part of the pull request")
    start = await pull_facts.merge_base(repository, pull, commit)
    changes = {change.path: change for change in await repository.git.diff(start, commit)}
    spots = [place(draft, changes) for draft in new.drafts]
    now = site.world.now()
    state = STATES[new.event]
    review = HostedReview(site.world.next_id(), actor.user, new.body, state, commit, now)
    pull.reviews.append(review)
    pull.updated_at = now
    for draft, spot in zip(new.drafts, spots, strict=True):
        comment = HostedReviewComment(
            id=site.world.next_id(),
            review_id=review.id,
            author=actor.user,
            body=draft.body,
            path=draft.path,
            side=spot.side,
            line=spot.line,
            start_side=spot.start_side,
            start_line=spot.start_line,
            commit_id=commit,
            diff_hunk=spot.diff_hunk,
            created_at=now,
            updated_at=now,
        )
        pull.review_comments.append(comment)
    tell_review(site, repository, (pull, review), "submitted", actor)
    return review


def dismiss_review(
    site: Site,
    repository: HostedRepository,
    place: tuple[HostedPull, HostedReview],
    message: str,
    actor: Actor,
) -> None:
    """Takes the weight from an approval or from a request for changes."""
    review = place[1]
    if review.state not in DISMISSIBLE:
        raise unprocessable(
            f"Can not dismiss a {review.state.replace('_', ' ').lower()} pull request review"
        )
    review.state = "DISMISSED"
    record(site, place[0], "review_dismissed", actor, {"dismissal_message": message})
    tell_review(site, repository, place, "dismissed", actor)


def tell_review(
    site: Site,
    repository: HostedRepository,
    place: tuple[HostedPull, HostedReview],
    action: str,
    actor: Actor,
) -> None:
    """Sends a `pull_request_review` event; in it the state of a review is lower case."""
    pull, review = place
    told = reviews.review(site.world, repository, pull, review)
    payload = {
        "action": action,
        "review": told | {"state": review.state.lower()},
        "pull_request": pull_simple(site.world, repository, pull),
    }
    site.tell(repository, "pull_request_review", actor, payload)


async def anchor(
    repository: HostedRepository, pull: HostedPull, comment: HostedReviewComment
) -> Anchor:
    """Where a review comment stands in the present diff; without a line when it is outdated."""
    start = await pull_facts.merge_base(repository, pull, comment.commit_id)
    before = await _change(repository, (start, comment.commit_id), comment.path)
    original = position(before, comment.side, comment.line)
    moved: int | None = 0
    if comment.side == "RIGHT" and comment.commit_id != pull.head_sha:
        tips = comment.commit_id, pull.head_sha
        since = await _change(repository, tips, comment.path)
        moved = shift(since, comment.start_line or comment.line, comment.line)
    start = await pull_facts.merge_base(repository, pull)
    now = await _change(repository, (start, pull.head_sha), comment.path)
    at = None if moved is None else position(now, comment.side, comment.line + moved)
    if moved is None or at is None:
        return Anchor(comment.commit_id, None, None, None, original)
    first = None if comment.start_line is None else comment.start_line + moved
    return Anchor(pull.head_sha, comment.line + moved, first, at, original)


def _refuse_event(pull: HostedPull, new: NewReview, actor: Actor) -> None:
    if new.event not in STATES:
        raise unprocessable(
            "Variable $event of type PullRequestReviewEvent was provided invalid value"
        )
    if new.event != "COMMENT" and actor.user is pull.author:
        verb = "approve" if new.event == "APPROVE" else "request changes on"
        raise unprocessable(f"Review Can not {verb} your own pull request")
    has_text = bool(new.body) or (bool(new.drafts) and new.event == "COMMENT")
    if new.event != "APPROVE" and not has_text:
        raise unprocessable("Review body can't be blank")
    if any(not draft.body.strip() for draft in new.drafts):
        raise unprocessable("Body can't be blank")


async def _change(
    repository: HostedRepository, tips: tuple[str, str], path: str
) -> DiffFile | None:
    changes = await repository.git.diff(*tips)
    return next((change for change in changes if change.path == path), None)
