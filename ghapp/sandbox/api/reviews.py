"""Endpoints of reviews and of the comments on the diff."""

from __future__ import annotations

from typing import Any

from ghapp.sandbox.actions.placing import LineComment
from ghapp.sandbox.actions.reviewing import NewReview, anchor, create_review
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import invalid_request, unprocessable
from ghapp.sandbox.payloads import reviews
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository, HostedReviewComment

READ, WRITE = "pull_requests:read", "pull_requests:write"
REVIEWS = "/repos/{owner}/{repo}/pulls/{number}/reviews"
DOCS, COMMENT_DOCS = "pulls/reviews", "pulls/comments"
BODY_LIMIT = 65_536


@route("GET", REVIEWS, READ, DOCS)
async def list_reviews(call: ApiCall) -> ApiAnswer:
    """The reviews of a pull request, oldest first."""
    pull = call.pull
    world = call.site.world
    return call.page([reviews.review(world, call.repository, pull, one) for one in pull.reviews])


@route("POST", REVIEWS, WRITE, "pulls/reviews#create-a-review-for-a-pull-request")
async def post_review(call: ApiCall) -> ApiAnswer:
    """Makes a review with all its comments, or none at all."""
    event = call.text("event", "PENDING")
    if event == "PENDING":
        raise unprocessable("Pending reviews are not kept by this server")
    new = NewReview(
        event=event,
        body=call.text("body", ""),
        drafts=tuple(_draft(one) for one in call.take("comments", list) or []),
        commit_id=call.take("commit_id", str),
    )
    review = await create_review(call.site, call.repository, call.pull, new, call.actor)
    return ApiAnswer(reviews.review(call.site.world, call.repository, call.pull, review))


def _draft(given: Any) -> LineComment:
    if not isinstance(given, dict):
        raise invalid_request("For 'items', a comment is not an object.")
    for name in ("path", "body"):
        if not isinstance(given.get(name), str):
            raise invalid_request(f'"{name}" wasn\'t supplied.')
    if len(given["body"]) > BODY_LIMIT:
        raise unprocessable(f"Body is too long (maximum is {BODY_LIMIT} characters)")
    for name in ("line", "start_line", "position"):
        if given.get(name) is not None and not isinstance(given[name], int):
            raise invalid_request(f"For 'properties/{name}', it is not an integer.")
    return LineComment(
        path=given["path"],
        body=given["body"],
        line=given.get("line"),
        side=given.get("side") or "RIGHT",
        start_line=given.get("start_line"),
        start_side=given.get("start_side"),
        position=given.get("position"),
    )


@route("GET", "/repos/{owner}/{repo}/pulls/{number}/comments", READ, COMMENT_DOCS)
async def list_pull_comments(call: ApiCall) -> ApiAnswer:
    """All comments on the diff of a pull request."""
    return call.page([await written(call, call.pull, one) for one in call.pull.review_comments])


async def written(call: ApiCall, pull: HostedPull, comment: HostedReviewComment) -> Json:
    """A review comment with where it stands now."""
    repository: HostedRepository = call.repository
    place = pull, await anchor(repository, pull, comment)
    return reviews.review_comment(call.site.world, repository, place, comment)
