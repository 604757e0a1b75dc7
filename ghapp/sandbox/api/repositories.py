"""Endpoints of the repository: itself, branches, commits, comparisons, people and variables."""

from ghapp.sandbox.actions.committing import NewCommit, commit, refuse_workflow_changes
from ghapp.sandbox.actions.pushing import move_branch
from ghapp.sandbox.api.call import Answer, Call
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError, not_found
from ghapp.sandbox.payloads import git, people, pulls, repositories
from ghapp.sandbox.state import Json, Repository
from ghapp.sandbox.world import stamp

COMPARED_FILES = 300
# The old field knows four permissions; the new one, `role_name`, knows them all.
PERMISSIONS = {"maintain": "write", "triage": "read"}


@route("GET", "/repos/{owner}/{repo}", "metadata:read", "repos/repos#get-a-repository")
async def get_repository(call: Call) -> Answer:
    """The repository."""
    return Answer(repositories.full_repository(call.site.world, call.repository))


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
    before = found.parents[0] if found.parents else await _empty(repository)
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


@route(
    "GET",
    "/repos/{owner}/{repo}/collaborators/{login}/permission",
    "metadata:read",
    "collaborators/collaborators#get-repository-permissions-for-a-user",
)
async def get_permission(call: Call) -> Answer:
    """What a person may do here; `maintain` is told as `write` and `triage` as `read`."""
    user = call.site.world.users.get(call.params["login"].lower())
    if user is None:
        raise ApiError(404, f"{call.params['login']} is not a user")
    role = call.repository.role(user.login)
    permission = PERMISSIONS.get(role, role)
    order = ("pull", "triage", "push", "maintain", "admin")
    reach = ("read", "triage", "write", "maintain", "admin").index(role) if role != "none" else -1
    account = people.simple_user(call.site.world, user) | {
        "permissions": {name: index <= reach for index, name in enumerate(order)},
        "role_name": role,
    }
    return Answer({"permission": permission, "role_name": role, "user": account})


@route(
    "GET",
    "/repos/{owner}/{repo}/actions/variables",
    "actions_variables:read",
    "actions/variables#list-repository-variables",
)
async def list_variables(call: Call) -> Answer:
    """The variables of the repository, ten a page unless asked otherwise."""
    found = [repositories.variable(one) for one in call.repository.variables.values()]
    call.query = {"per_page": "10"} | dict(call.query)
    return call.page(found, "variables")


@route(
    "GET",
    "/repos/{owner}/{repo}/actions/variables/{name}",
    "actions_variables:read",
    "actions/variables#get-a-repository-variable",
)
async def get_variable(call: Call) -> Answer:
    """One variable; names are kept in capitals."""
    found = call.repository.variables.get(call.params["name"].upper())
    if found is None:
        raise not_found()
    return Answer(repositories.variable(found))


def resolve(repository: Repository, name: str) -> str | None:
    """The commit that a branch, tag, reference or SHA names."""
    for prefix in ("heads/", "tags/", ""):
        found = repository.ref(prefix + name.removeprefix("refs/"))
        if found is not None:
            return found
    if name == "HEAD":
        return repository.branch(repository.default_branch)
    return name if repository.git.read(name) is not None else None


def resolve_across(call: Call, name: str) -> str | None:
    """As `resolve`, also for `owner:branch` in a fork."""
    owner, colon, branch = name.partition(":")
    if not colon:
        return resolve(call.repository, name)
    for found in call.site.world.repositories.values():
        if found.owner.login.lower() == owner.lower() and found.git is call.repository.git:
            return found.branch(branch)
    return None


def _status(ahead: int, behind: int) -> str:
    if ahead and behind:
        return "diverged"
    return "ahead" if ahead else "behind" if behind else "identical"


def _between(call: Call, repository: Repository, sha: str) -> bool:
    found = repository.git.commit(sha)
    when = stamp(found.committer.when) if found else ""
    return call.query.get("since", "") <= when <= call.query.get("until", "9")


async def _empty(repository: Repository) -> str:
    return repository.git.write("tree", b"")
