"""Endpoints of the repository: itself, its people and its variables."""

from __future__ import annotations

from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.payloads import people, repositories
from ghapp.sandbox.state.repositories import HostedRepository

# The old field knows four permissions; the new one, `role_name`, knows them all.
PERMISSIONS = {"maintain": "write", "triage": "read"}


@route("GET", "/repos/{owner}/{repo}", "metadata:read", "repos/repos#get-a-repository")
async def get_repository(call: ApiCall) -> ApiAnswer:
    """The repository; its merge settings only for those who may write its contents."""
    repository = call.repository
    payload = repositories.full_repository(call.site.world, repository)
    if call.grant.reaches(repository) and call.may("contents"):
        payload |= repositories.merge_settings(repository)
    return ApiAnswer(payload)


@route(
    "GET",
    "/repos/{owner}/{repo}/collaborators/{login}/permission",
    "metadata:read",
    "collaborators/collaborators#get-repository-permissions-for-a-user",
)
async def get_permission(call: ApiCall) -> ApiAnswer:
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
    return ApiAnswer({"permission": permission, "role_name": role, "user": account})


@route(
    "GET",
    "/repos/{owner}/{repo}/actions/variables",
    "actions_variables:read",
    "actions/variables#list-repository-variables",
)
async def list_variables(call: ApiCall) -> ApiAnswer:
    """The variables of the repository, ten a page unless asked otherwise."""
    found = [repositories.variable(one) for one in call.repository.variables.values()]
    call.query = {"per_page": "10"} | dict(call.query)
    return call.page(found, "variables")


def resolve(repository: HostedRepository, name: str) -> str | None:
    """The commit that a branch, tag, reference or SHA names."""
    if name == "HEAD":
        return repository.branch(repository.default_branch)
    named = (
        repository.ref(start + name.removeprefix("refs/")) for start in ("heads/", "tags/", "")
    )
    sha = next((one for one in named if one is not None), name)
    found = repository.git.read(sha)
    if found is not None and found[0] == "tag":  # an annotated tag names its commit first
        return found[1].split()[1].decode()
    return None if found is None else sha


def resolve_across(call: ApiCall, name: str) -> str | None:
    """As `resolve`, also for `owner:branch` in a fork."""
    owner, colon, branch = name.partition(":")
    if not colon:
        return resolve(call.repository, name)
    for found in call.site.world.repositories.values():
        if found.owner.login.lower() == owner.lower() and found.git is call.repository.git:
            return found.branch(branch)
    return None
