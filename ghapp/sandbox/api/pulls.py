"""Endpoints of pull requests: listed, read, opened, edited, merged."""

from __future__ import annotations

from ghapp.sandbox.actions import pull_facts
from ghapp.sandbox.actions.pull_requests import NewPull, edit_pull, open_pull
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.issue_fields import check_state, check_title
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import validation_failed
from ghapp.sandbox.payloads import git, pulls
from ghapp.sandbox.state.repositories import HostedRepository

LISTED_FILES = 3000
DOCS = "pulls/pulls"


@route("GET", "/repos/{owner}/{repo}/pulls", "pull_requests:read", DOCS)
async def list_pulls(call: ApiCall) -> ApiAnswer:
    """The pull requests: open ones unless asked otherwise, newest first."""
    state, query = call.query.get("state", "open"), call.query
    found = [pull for pull in call.repository.pulls if state in ("all", pull.state)]
    if query.get("head"):
        found = [pull for pull in found if pull.head_label.lower() == query["head"].lower()]
    if query.get("base"):
        found = [pull for pull in found if pull.base_ref == query["base"]]
    by_update = query.get("sort") == "updated"
    down = query.get("direction", "desc" if not query.get("sort") or by_update else "asc")
    found.sort(
        key=lambda pull: (pull.updated_at if by_update else pull.created_at, pull.number),
        reverse=down == "desc",
    )
    answer = call.page(found)
    listed = [pulls.pull_simple(call.site.world, call.repository, one) for one in answer.body]
    return ApiAnswer(listed, headers=answer.headers)


@route("GET", "/repos/{owner}/{repo}/pulls/{number}", "pull_requests:read", DOCS)
async def get_pull(call: ApiCall) -> ApiAnswer:
    """A pull request; whether it merges is found out only after somebody asked."""
    repository, pull = call.repository, call.pull
    payload = await pull_facts.pull_payload(call.site, repository, pull)
    await pull_facts.test_merge(call.site, repository, pull)
    return ApiAnswer(payload)


@route("POST", "/repos/{owner}/{repo}/pulls", "pull_requests:write", DOCS)
async def create_pull(call: ApiCall) -> ApiAnswer:
    """Opens a pull request."""
    repository = call.repository
    title, head, base = call.text("title"), call.text("head"), call.text("base")
    check_title(title)
    source, branch = _head(call, repository, head)
    new = NewPull(
        title=title,
        head=source,
        branch=branch,
        base_ref=base,
        body=call.take("body", str),
        draft=bool(call.take("draft", bool)),
        maintainer_can_modify=call.take("maintainer_can_modify", bool) is not False,
    )
    pull = await open_pull(call.site, repository, new, call.actor)
    return ApiAnswer(await pull_facts.pull_payload(call.site, repository, pull), 201)


def _head(call: ApiCall, repository: HostedRepository, head: str) -> tuple[HostedRepository, str]:
    owner, colon, branch = head.partition(":")
    if not colon:
        return repository, head
    for found in call.site.world.repositories.values():
        same = found.git is repository.git
        if same and found.owner.login.lower() == owner.lower():
            return found, branch
    raise validation_failed("PullRequest", "head", "invalid")


@route("PATCH", "/repos/{owner}/{repo}/pulls/{number}", "pull_requests:write", DOCS)
async def update_pull(call: ApiCall) -> ApiAnswer:
    """Changes a pull request."""
    repository, pull = call.repository, call.pull
    changes = {
        name: call.text(name)
        for name in ("title", "body", "state", "base")
        if call.take(name, str) is not None
    }
    check_title(changes.get("title", "x"))
    check_state(changes.get("state", "open"))
    await edit_pull(call.site, repository, pull, changes, call.actor)
    return ApiAnswer(await pull_facts.pull_payload(call.site, repository, pull))


@route("GET", "/repos/{owner}/{repo}/pulls/{number}/files", "pull_requests:read", DOCS)
async def list_files(call: ApiCall) -> ApiAnswer:
    """The files that a pull request changes, the first three thousand."""
    repository, pull = call.repository, call.pull
    changes = await pull_facts.files(repository, pull)
    answer = call.page(list(changes[:LISTED_FILES]))
    listed = [
        git.diff_entry(call.site.world, repository, pull.head_sha, one) for one in answer.body
    ]
    return ApiAnswer(listed, headers=answer.headers)
