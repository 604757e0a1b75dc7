"""Endpoints of commits: the history, single commits, and comparisons."""

from ghapp.sandbox.api.call import Answer, Call
from ghapp.sandbox.api.repositories import resolve, resolve_across
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError, not_found
from ghapp.sandbox.object_store import EMPTY_TREE
from ghapp.sandbox.payloads import git, pulls, repositories
from ghapp.sandbox.state import Json, Repository
from ghapp.sandbox.world import stamp

COMPARED_FILES = 300


@route("GET", "/repos/{owner}/{repo}/commits", "contents:read", "commits/commits")
async def list_commits(call: Call) -> Answer:
    """The history of a branch, or of one file in it."""
    repository = call.repository
    start = resolve(repository, call.query.get("sha") or repository.default_branch)
    if start is None:
        raise not_found()
    shas = await repository.git.history(start, call.query.get("path"))
    if call.query.get("since") or call.query.get("until"):
        shas = [sha for sha in shas if _between(call, repository, sha)]
    answer = call.page(shas)
    world = call.site.world
    found = [repository.git.commit(sha) for sha in answer.body]
    listed = [git.commit(world, repository, one) for one in found if one is not None]
    return Answer(listed, headers=answer.headers)


@route("GET", "/repos/{owner}/{repo}/commits/{ref...}", "contents:read", "commits/commits")
async def get_commit(call: Call) -> Answer:
    """A commit with the files it changed."""
    repository = call.repository
    sha = resolve(repository, call.params["ref"])
    found = repository.git.commit(sha) if sha else None
    if found is None:
        raise ApiError(422, f"No commit found for SHA: {call.params['ref']}")
    if call.wants("sha"):
        return Answer(raw=found.sha.encode(), content_type="application/vnd.github.sha")
    before = found.parents[0] if found.parents else EMPTY_TREE
    changes = await repository.git.diff(before, found.sha)
    world = call.site.world
    added = sum(change.additions for change in changes)
    removed = sum(change.deletions for change in changes)
    return Answer(
        git.commit(world, repository, found)
        | {
            "stats": {"additions": added, "deletions": removed, "total": added + removed},
            "files": [
                git.diff_entry(world, repository, found.sha, one)
                for one in changes[:COMPARED_FILES]
            ],
        }
    )


@route(
    "GET",
    "/repos/{owner}/{repo}/commits/{sha}/pulls",
    "pull_requests:read",
    "commits/commits",
)
async def list_commit_pulls(call: Call) -> Answer:
    """The pull requests that brought this commit, or want to."""
    repository = call.repository
    sha = resolve(repository, call.params["sha"])
    if sha is None or repository.git.commit(sha) is None:
        raise ApiError(422, f"No commit found for SHA: {call.params['sha']}")
    found = []
    for pull in repository.pulls:
        mine = await repository.git.commits_between(pull.base_sha, pull.head_sha)
        if sha in mine or sha == pull.merge_commit_sha:
            found.append(pull)
    return call.page([pulls.pull_simple(call.site.world, repository, one) for one in found])


@route("GET", "/repos/{owner}/{repo}/compare/{basehead...}", "contents:read", "commits/commits")
async def compare(call: Call) -> Answer:
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
    commits = [repository.git.commit(sha) for sha in answer.body]
    url = f"{repositories.url_of(world, repository)}/compare/{base_name}...{head_name}"
    page = f"{repositories.page_of(world, repository)}/compare/{base_name}...{head_name}"
    if call.wants("diff"):
        text = await repository.git.git("diff", fork_point.sha, head.sha)
        return Answer(raw=text, content_type="application/vnd.github.diff; charset=utf-8")
    payload: Json = {
        "url": url,
        "html_url": page,
        "permalink_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "base_commit": git.commit(world, repository, base),
        "merge_base_commit": git.commit(world, repository, fork_point),
        "status": _status(len(ahead), len(behind)),
        "ahead_by": len(ahead),
        "behind_by": len(behind),
        "total_commits": len(ahead),
        "commits": [git.commit(world, repository, one) for one in commits if one is not None],
    }
    if call.query.get("page", "1") == "1":  # files come with the first page of commits only
        changes = await repository.git.diff(fork_point.sha, head.sha)
        payload["files"] = [
            git.diff_entry(world, repository, head.sha, one) for one in changes[:COMPARED_FILES]
        ]
    return Answer(payload, headers=answer.headers)


def _status(ahead: int, behind: int) -> str:
    if ahead and behind:
        return "diverged"
    return "ahead" if ahead else "behind" if behind else "identical"


def _between(call: Call, repository: Repository, sha: str) -> bool:
    found = repository.git.commit(sha)
    when = stamp(found.committer.when) if found else ""
    return call.query.get("since", "") <= when <= call.query.get("until", "9")
