"""Endpoints of references: branches and tags, created and moved."""

from __future__ import annotations

import re

from ghapp.sandbox.actions.branch_rules import refuse_direct_change
from ghapp.sandbox.actions.committing import refuse_workflow_changes
from ghapp.sandbox.actions.pushing import move_branch
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError, invalid_request, not_accessible, not_found
from ghapp.sandbox.payloads import git
from ghapp.sandbox.state.repositories import HostedRepository

_SHA = re.compile(r"[0-9a-f]{40}")
_BAD_REF = re.compile(r"\.\.|[\x00-\x20~^:?*\[\\]|//|/$|\.$|\.lock(/|$)|@\{|/\.")


@route("GET", "/repos/{owner}/{repo}/git/ref/{ref...}", "contents:read", "git/refs")
async def get_ref(call: ApiCall) -> ApiAnswer:
    """One reference, by its whole name."""
    name = call.params["ref"]
    sha = call.repository.ref(name)
    if sha is None:
        raise not_found()
    return ApiAnswer(git.reference(call.site.world, call.repository, name, sha))


@route("POST", "/repos/{owner}/{repo}/git/refs", "contents:write", "git/refs#create-a-reference")
async def create_ref(call: ApiCall) -> ApiAnswer:
    """A new branch or tag."""
    sha = call.text("sha")
    name = check_new_name(call.repository, call.text("ref"))
    await check_target(call, name, sha)
    if call.repository.ref(name) is not None:
        raise ApiError(422, "Reference already exists")
    await _move(call, name, sha)
    return ApiAnswer(git.reference(call.site.world, call.repository, name, sha), 201)


@route(
    "PATCH",
    "/repos/{owner}/{repo}/git/refs/{ref...}",
    "contents:write",
    "git/refs#update-a-reference",
)
async def update_ref(call: ApiCall) -> ApiAnswer:
    """Moves a reference, forward only unless forced."""
    name, sha = call.params["ref"], call.text("sha")
    old, forced = call.repository.ref(name), call.take("force", bool)
    if old is None:
        raise ApiError(422, "Reference does not exist")
    await check_target(call, name, sha)
    if name.startswith("heads/"):
        refuse_direct_change(call.repository, name.removeprefix("heads/"))
    forward = await call.repository.git.is_ancestor(old, sha)
    # Somebody may have pushed while the ancestors were looked at.
    if not forced and (not forward or call.repository.ref(name) != old):
        raise ApiError(422, "Update is not a fast forward")
    await _move(call, name, sha)
    return ApiAnswer(git.reference(call.site.world, call.repository, name, sha))


async def _move(call: ApiCall, name: str, sha: str) -> None:
    repository = call.repository
    if name.startswith("tags/"):
        repository.git.set_ref(repository.namespace + name, sha)
    else:
        branch = name.removeprefix("heads/")
        await move_branch(call.site, repository, branch, sha, call.actor)


def check_new_name(repository: HostedRepository, ref: str) -> str:
    """The name without `refs/`, if a reference of that name can be made."""
    name = ref.removeprefix("refs/")
    if not ref.startswith("refs/") or "/" not in name or _BAD_REF.search(name):
        raise ApiError(422, f"{ref} is not a valid ref name.")
    if not name.startswith(("heads/", "tags/")):
        raise not_accessible()
    if any(
        other.startswith(f"{name}/") or name.startswith(f"{other}/") for other in repository.refs
    ):
        raise ApiError(422, "Reference cannot be created")
    return name


async def check_target(call: ApiCall, name: str, sha: str) -> None:
    """Refuses to point a reference at what it must not point at."""
    repository = call.repository
    call.check_branch(name.removeprefix("heads/"))
    if not name.startswith(("heads/", "tags/")):
        raise not_accessible()
    if not _SHA.fullmatch(sha):
        raise invalid_request(
            "The sha parameter must be exactly 40 characters and contain only [0-9a-f]."
        )
    if repository.git.read(sha) is None:
        raise ApiError(422, "Object does not exist")
    if name.startswith("heads/"):
        if repository.git.commit(sha) is None:
            raise ApiError(422, "Object is not a commit")
        if not call.may("workflows"):
            await refuse_workflow_changes(repository, sha)
