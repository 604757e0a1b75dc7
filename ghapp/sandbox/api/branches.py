"""Endpoints of branches: listed, read, and merged into one another."""

from ghapp.sandbox.actions.committing import NewCommit, commit, refuse_workflow_changes
from ghapp.sandbox.actions.pushing import move_branch
from ghapp.sandbox.api.call import Answer, Call
from ghapp.sandbox.api.repositories import resolve
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.payloads import git, repositories
from ghapp.sandbox.state import Json


@route("GET", "/repos/{owner}/{repo}/branches", "contents:read", "branches/branches")
async def list_branches(call: Call) -> Answer:
    """The branches."""
    heads = {
        name.removeprefix("heads/"): sha
        for name, sha in call.repository.refs.items()
        if name.startswith("heads/")
    }
    url = repositories.url_of(call.site.world, call.repository)
    return call.page(
        [
            {
                "name": name,
                "commit": {"sha": sha, "url": f"{url}/commits/{sha}"},
                "protected": False,
            }
            for name, sha in heads.items()
        ]
    )


@route("GET", "/repos/{owner}/{repo}/branches/{branch...}", "contents:read", "branches/branches")
async def get_branch(call: Call) -> Answer:
    """A branch and its tip."""
    repository, name = call.repository, call.params["branch"]
    sha = repository.branch(name)
    found = repository.git.commit(sha) if sha else None
    if found is None:
        raise ApiError(404, "Branch not found")
    url = f"{repositories.url_of(call.site.world, repository)}/branches/{name}"
    page = f"{repositories.page_of(call.site.world, repository)}/tree/{name}"
    checks: Json = {"enforcement_level": "off", "contexts": [], "checks": []}
    return Answer(
        {
            "name": name,
            "commit": git.commit(call.site.world, repository, found),
            "_links": {"self": url, "html": page},
            "protected": False,
            "protection": {"enabled": False, "required_status_checks": checks},
            "protection_url": f"{url}/protection",
        }
    )


@route("POST", "/repos/{owner}/{repo}/merges", "contents:write", "branches/branches#merge-a-branch")
async def merge_branch(call: Call) -> Answer:
    """Merges a branch or commit into a branch."""
    repository, base_name, head_name = call.repository, call.text("base"), call.text("head")
    base, head = repository.branch(base_name), resolve(repository, head_name)
    if base is None:
        raise ApiError(404, "Base does not exist")
    if head is None or repository.git.commit(head) is None:
        raise ApiError(404, "Head does not exist")
    call.check_branch(base_name)
    if await repository.git.is_ancestor(head, base):
        return Answer(status=204)
    tree = await repository.git.merged_tree(base, head)
    if tree is None:
        raise ApiError(409, "Merge conflict")
    message = call.text("commit_message", f"Merge {head_name} into {base_name}")
    new = NewCommit(tree, (base, head), message)
    sha = commit(call.site, repository, new, call.actor.user)
    if not call.may("workflows"):
        await refuse_workflow_changes(repository, sha)
    await move_branch(call.site, repository, base_name, sha, call.actor)
    made = repository.git.made(sha)
    return Answer(git.commit(call.site.world, repository, made), 201)
