"""Endpoints of the conversation: issues, comments, reactions and timelines."""

from ghapp.sandbox.actions import conversation
from ghapp.sandbox.actions.pull_requests import edit_pull
from ghapp.sandbox.api.call import Answer, Call
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import not_found, validation_failed
from ghapp.sandbox.payloads import issues
from ghapp.sandbox.state import Comment, Issue, Json, PullRequest

READ, WRITE = "issues:read|pull_requests:read", "issues:write|pull_requests:write"
ISSUE = "/repos/{owner}/{repo}/issues/{number}"
COMMENT = "/repos/{owner}/{repo}/issues/comments/{id}"
DOCS, COMMENT_DOCS = "issues/issues", "issues/comments"


@route("GET", ISSUE, READ, DOCS)
async def get_issue(call: Call) -> Answer:
    """An issue, which may be a pull request."""
    return Answer(issues.issue(call.site.world, call.repository, call.issue))


@route("PATCH", ISSUE, WRITE, DOCS)
async def update_issue(call: Call) -> Answer:
    """Changes title, body or state, also of a pull request."""
    issue = call.issue
    fields = ("title", "body", "state")
    changes = {name: call.text(name) for name in fields if call.take(name, str) is not None}
    if isinstance(issue, PullRequest):
        await edit_pull(call.site, call.repository, issue, changes, call.actor)
    else:
        for name, value in changes.items():
            setattr(issue, name, value)
        issue.closed_at = call.site.world.now() if issue.state == "closed" else None
    return Answer(issues.issue(call.site.world, call.repository, issue))


@route("GET", f"{ISSUE}/comments", READ, COMMENT_DOCS)
async def list_comments(call: Call) -> Answer:
    """The comments of one conversation, oldest first."""
    issue = call.issue
    return call.page([_written(call, issue, one) for one in issue.comments])


@route("POST", f"{ISSUE}/comments", WRITE, f"{COMMENT_DOCS}#create-an-issue-comment")
async def post_comment(call: Call) -> Answer:
    """Comments."""
    body = call.text("body")
    comment = conversation.add_comment(call.site, call.repository, call.issue, body, call.actor)
    return Answer(_written(call, call.issue, comment), 201)


@route("PATCH", COMMENT, WRITE, f"{COMMENT_DOCS}#update-an-issue-comment")
async def edit_comment(call: Call) -> Answer:
    """Changes what a comment says."""
    place = _place(call)
    conversation.edit_comment(call.site, call.repository, place, call.text("body"), call.actor)
    return Answer(_written(call, *place))


@route("GET", f"{COMMENT}/reactions", READ, "reactions/reactions")
async def list_reactions(call: Call) -> Answer:
    """The reactions to a comment."""
    _, comment = _place(call)
    content = call.query.get("content")
    chosen = [one for one in comment.reactions if content in (None, one.content)]
    return call.page([issues.reaction(call.site.world, one) for one in chosen])


@route("POST", f"{COMMENT}/reactions", WRITE, "reactions/reactions")
async def post_reaction(call: Call) -> Answer:
    """Reacts to a comment: 201, or 200 if the app had done so before."""
    _, comment = _place(call)
    content = call.text("content")
    if content not in issues.REACTIONS:
        raise validation_failed("Reaction", "content", "invalid")
    found, new = conversation.react(call.site, comment, content, call.actor)
    return Answer(issues.reaction(call.site.world, found), 201 if new else 200)


def _place(call: Call) -> tuple[Issue, Comment]:
    found = conversation.find_comment(call.repository, call.number("id"))
    if found is None:
        raise not_found()
    return found


def _written(call: Call, issue: Issue, comment: Comment) -> Json:
    return issues.comment(call.site.world, call.repository, issue, comment)
