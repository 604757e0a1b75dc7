"""Endpoints of the conversation: issues, comments, reactions and timelines."""

from __future__ import annotations

from ghapp.sandbox.actions import conversation
from ghapp.sandbox.actions.pull_requests import edit_pull
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import not_found, validation_failed
from ghapp.sandbox.payloads import issues
from ghapp.sandbox.state.conversation import HostedComment, HostedIssue, Json
from ghapp.sandbox.state.repositories import HostedPull

READ, WRITE = "issues:read|pull_requests:read", "issues:write|pull_requests:write"
ISSUE = "/repos/{owner}/{repo}/issues/{number}"
COMMENT = "/repos/{owner}/{repo}/issues/comments/{id}"
DOCS, COMMENT_DOCS = "issues/issues", "issues/comments"


@route("GET", ISSUE, READ, DOCS)
async def get_issue(call: ApiCall) -> ApiAnswer:
    """An issue, which may be a pull request."""
    return ApiAnswer(issues.issue(call.site.world, call.repository, call.issue))


@route("PATCH", ISSUE, WRITE, DOCS)
async def update_issue(call: ApiCall) -> ApiAnswer:
    """Changes title, body or state, also of a pull request."""
    issue = call.issue
    fields = ("title", "body", "state")
    changes = {name: call.text(name) for name in fields if call.take(name, str) is not None}
    if isinstance(issue, HostedPull):
        await edit_pull(call.site, call.repository, issue, changes, call.actor)
    else:
        for name, value in changes.items():
            setattr(issue, name, value)
        issue.closed_at = call.site.world.now() if issue.state == "closed" else None
    return ApiAnswer(issues.issue(call.site.world, call.repository, issue))


@route("GET", f"{ISSUE}/comments", READ, COMMENT_DOCS)
async def list_comments(call: ApiCall) -> ApiAnswer:
    """The comments of one conversation, oldest first."""
    issue = call.issue
    return call.page([_written(call, issue, one) for one in issue.comments])


@route("POST", f"{ISSUE}/comments", WRITE, f"{COMMENT_DOCS}#create-an-issue-comment")
async def post_comment(call: ApiCall) -> ApiAnswer:
    """Comments."""
    body = call.text("body")
    comment = conversation.add_comment(call.site, call.repository, call.issue, body, call.actor)
    return ApiAnswer(_written(call, call.issue, comment), 201)


@route("PATCH", COMMENT, WRITE, f"{COMMENT_DOCS}#update-an-issue-comment")
async def edit_comment(call: ApiCall) -> ApiAnswer:
    """Changes what a comment says."""
    place = _place(call)
    conversation.edit_comment(call.site, call.repository, place, call.text("body"), call.actor)
    return ApiAnswer(_written(call, *place))


@route("GET", f"{COMMENT}/reactions", READ, "reactions/reactions")
async def list_reactions(call: ApiCall) -> ApiAnswer:
    """The reactions to a comment."""
    _, comment = _place(call)
    content = call.query.get("content")
    chosen = [one for one in comment.reactions if content in (None, one.content)]
    return call.page([issues.reaction(call.site.world, one) for one in chosen])


@route("POST", f"{COMMENT}/reactions", WRITE, "reactions/reactions")
async def post_reaction(call: ApiCall) -> ApiAnswer:
    """Reacts to a comment: 201, or 200 if the app had done so before."""
    _, comment = _place(call)
    content = call.text("content")
    if content not in issues.REACTIONS:
        raise validation_failed("Reaction", "content", "invalid")
    found, new = conversation.react(call.site, comment, content, call.actor)
    return ApiAnswer(issues.reaction(call.site.world, found), 201 if new else 200)


def _place(call: ApiCall) -> tuple[HostedIssue, HostedComment]:
    found = conversation.find_comment(call.repository, call.number("id"))
    if found is None:
        raise not_found()
    return found


def _written(call: ApiCall, issue: HostedIssue, comment: HostedComment) -> Json:
    return issues.comment(call.site.world, call.repository, issue, comment)
