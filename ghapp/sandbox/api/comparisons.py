"""Comparisons: what one branch or commit has that another has not."""

from __future__ import annotations

from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.repositories import resolve_across
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError, not_found
from ghapp.sandbox.payloads import commits, git, repositories
from ghapp.sandbox.state.conversation import Json

COMPARED_FILES = 300


@route("GET", "/repos/{owner}/{repo}/compare/{basehead...}", "contents:read", "commits/commits")
async def compare(call: ApiCall) -> ApiAnswer:
    """What the head has that the base has not, counted from their merge base."""
    repository = call.repository
    base_name, dots, head_name = call.params["basehead"].partition("...")
    ends = resolve_across(call, base_name), resolve_across(call, head_name)
    base, head = (repository.git.commit(sha) if sha else None for sha in ends)
    if not dots or base is None or head is None:
        raise not_found()
    ancestor = await repository.git.merge_base(base.sha, head.sha)
    fork_point = repository.git.commit(ancestor) if ancestor else None
    if fork_point is None:
        raise ApiError(404, f"No common ancestor between {base_name} and {head_name}.")
    ahead = await repository.git.commits_between(base.sha, head.sha)
    behind = await repository.git.commits_between(head.sha, base.sha)
    world = call.site.world
    answer = call.page(ahead)
    url = f"{repositories.url_of(world, repository)}/compare/{base_name}...{head_name}"
    page = f"{repositories.page_of(world, repository)}/compare/{base_name}...{head_name}"
    payload: Json = {
        "url": url,
        "html_url": page,
        "permalink_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "base_commit": commits.commit(world, repository, base),
        "merge_base_commit": commits.commit(world, repository, fork_point),
        "status": _status(len(ahead), len(behind)),
        "ahead_by": len(ahead),
        "behind_by": len(behind),
        "total_commits": len(ahead),
        "commits": [
            commits.commit(world, repository, repository.git.made(sha)) for sha in answer.body
        ],
    }
    if call.query.get("page", "1") == "1":  # files come with the first page of commits only
        changes = await repository.git.diff(fork_point.sha, head.sha)
        payload["files"] = [
            git.diff_entry(world, repository, head.sha, one) for one in changes[:COMPARED_FILES]
        ]
    return ApiAnswer(payload, headers=answer.headers)


def _status(ahead: int, behind: int) -> str:
    if ahead and behind:
        return "diverged"
    return "ahead" if ahead else "behind" if behind else "identical"
