"""Endpoints of the conversation: issues, comments and reactions."""

from __future__ import annotations

from ghapp.sandbox.actions import conversation
from ghapp.sandbox.actions.issues import edit_issue, open_issue
from ghapp.sandbox.actions.pull_requests import edit_pull
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.issue_fields import check_state, check_title
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import not_found, validation_failed
from ghapp.sandbox.payloads import issues
from ghapp.sandbox.state.conversation import HostedComment, HostedIssue, Json
from ghapp.sandbox.state.repositories import HostedPull

READ, WRITE = "issues:read|pull_requests:read", "issues:write|pull_requests:write"
ISSUES = "/repos/{owner}/{repo}/issues"
ISSUE = "/repos/{owner}/{repo}/issues/{number}"
COMMENT = "/repos/{owner}/{repo}/issues/comments/{id}"
DOCS, COMMENT_DOCS = "issues/issues", "issues/comments"


@route("GET", ISSUES, "issues:read", DOCS)
async def list_issues(call: ApiCall) -> ApiAnswer:
    """Issues and pull requests: open ones unless asked otherwise, newest first."""
    query = call.query
    found = [
        issue
        for issue in reversed(call.repository.issues.values())
        if query.get("state", "open") in ("all", issue.state)
        and (call.repository.has_issues or isinstance(issue, HostedPull))
        and query.get("creator", issue.author.login).lower() == issue.author.login.lower()
    ]
    return call.page([issues.issue(call.site.world, call.repository, one) for one in found])


@route("POST", ISSUES, "issues:write", f"{DOCS}#create-an-issue")
async def create_issue(call: ApiCall) -> ApiAnswer:
    """Opens an issue."""
    call.check_issues()
    title, body = call.text("title"), call.text("body", "")
    check_title(title)
    issue = open_issue(call.site, call.repository, title, body, call.actor)
    return ApiAnswer(issues.issue(call.site.world, call.repository, issue), 201)


@route("GET", ISSUE, READ, DOCS)
async def get_issue(call: ApiCall) -> ApiAnswer:
    """An issue, which may be a pull request."""
    return ApiAnswer(issues.issue(call.site.world, call.repository, call.issue))


@route("PATCH", ISSUE, WRITE, DOCS)
async def update_issue(call: ApiCall) -> ApiAnswer:
    """Changes title, body or state, also of a pull request."""
    issue = call.issue
    fields = ("title", "body", "state", "state_reason")
    changes = {name: call.text(name) for name in fields if call.take(name, str) is not None}
    check_title(changes.get("title", "x"))
    check_state(changes.get("state", "open"))
    if isinstance(issue, HostedPull):
        await edit_pull(call.site, call.repository, issue, changes, call.actor)
    else:
        edit_issue(call.site, call.repository, issue, changes, call.actor)
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
