"""Endpoints of reviews and of the comments on the diff."""

from typing import Any

from ghapp.sandbox.actions.placing import Draft
from ghapp.sandbox.actions.reviewing import (
    NewReview,
    anchor,
    create_review,
    find_review_comment,
    reply,
)
from ghapp.sandbox.api.call import Answer, Call
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import invalid_request, not_found, unprocessable
from ghapp.sandbox.payloads import pulls
from ghapp.sandbox.state import Json, PullRequest, Repository, Review, ReviewComment

READ, WRITE = "pull_requests:read", "pull_requests:write"
REVIEWS = "/repos/{owner}/{repo}/pulls/{number}/reviews"
COMMENT = "/repos/{owner}/{repo}/pulls/comments/{id}"
DOCS, COMMENT_DOCS = "pulls/reviews", "pulls/comments"
BODY_LIMIT = 65_536


@route("GET", REVIEWS, READ, DOCS)
async def list_reviews(call: Call) -> Answer:
    """The reviews of a pull request, oldest first."""
    pull = call.pull
    world = call.site.world
    return call.page([pulls.review(world, call.repository, pull, one) for one in pull.reviews])


@route("POST", REVIEWS, WRITE, "pulls/reviews#create-a-review-for-a-pull-request")
async def post_review(call: Call) -> Answer:
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
    return Answer(pulls.review(call.site.world, call.repository, call.pull, review))


def _draft(given: Any) -> Draft:
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
    return Draft(
        path=given["path"],
        body=given["body"],
        line=given.get("line"),
        side=given.get("side") or "RIGHT",
        start_line=given.get("start_line"),
        start_side=given.get("start_side"),
        position=given.get("position"),
    )


@route("GET", f"{REVIEWS}/{{id}}", READ, DOCS)
async def get_review(call: Call) -> Answer:
    """One review."""
    return Answer(pulls.review(call.site.world, call.repository, call.pull, _review(call)))


@route("GET", f"{REVIEWS}/{{id}}/comments", READ, DOCS)
async def list_review_comments(call: Call) -> Answer:
    """The comments of one review."""
    review = _review(call)
    mine = [one for one in call.pull.review_comments if one.review_id == review.id]
    return call.page([await written(call, call.pull, one) for one in mine])


@route("GET", "/repos/{owner}/{repo}/pulls/{number}/comments", READ, COMMENT_DOCS)
async def list_pull_comments(call: Call) -> Answer:
    """All comments on the diff of a pull request."""
    return call.page([await written(call, call.pull, one) for one in call.pull.review_comments])


@route(
    "POST",
    "/repos/{owner}/{repo}/pulls/{number}/comments/{id}/replies",
    WRITE,
    COMMENT_DOCS,
)
async def post_reply(call: Call) -> Answer:
    """Answers in a thread."""
    pull, comment = _comment(call)
    if pull is not call.pull:
        raise not_found()
    made = reply(call.site, pull, comment, call.text("body"), call.actor)
    return Answer(await written(call, pull, made), 201)


@route("GET", COMMENT, READ, COMMENT_DOCS)
async def get_comment(call: Call) -> Answer:
    """One comment on the diff."""
    return Answer(await written(call, *_comment(call)))


@route("PATCH", COMMENT, WRITE, COMMENT_DOCS)
async def edit_comment(call: Call) -> Answer:
    """Changes what a comment says."""
    pull, comment = _comment(call)
    comment.body = call.text("body")
    comment.updated_at = call.site.world.now()
    return Answer(await written(call, pull, comment))


@route("DELETE", COMMENT, WRITE, COMMENT_DOCS)
async def delete_comment(call: Call) -> Answer:
    """Takes a comment away."""
    pull, comment = _comment(call)
    pull.review_comments.remove(comment)
    return Answer(status=204)


async def written(call: Call, pull: PullRequest, comment: ReviewComment) -> Json:
    """A review comment with where it stands now."""
    repository: Repository = call.repository
    place = pull, await anchor(repository, pull, comment)
    return pulls.review_comment(call.site.world, repository, place, comment)


def _review(call: Call) -> Review:
    number = call.number("id")
    found = next((one for one in call.pull.reviews if one.id == number), None)
    if found is None:
        raise not_found()
    return found


def _comment(call: Call) -> tuple[PullRequest, ReviewComment]:
    found = find_review_comment(call.repository, call.number("id"))
    if found is None:
        raise not_found()
    return found
