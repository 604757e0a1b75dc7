"""Endpoints of references: branches and tags, created, moved and deleted."""

from __future__ import annotations

import re

from ghapp.sandbox.actions.committing import refuse_workflow_changes
from ghapp.sandbox.actions.pushing import move_branch
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError, invalid_request, not_accessible, not_found
from ghapp.sandbox.payloads import git

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
    ref, sha = call.text("ref"), call.text("sha")
    name = ref.removeprefix("refs/")
    if not ref.startswith("refs/") or name.count("/") < 1:
        raise ApiError(422, f"{ref} is not a valid ref name.")
    if _BAD_REF.search(name):
        raise ApiError(422, f"{ref} is not a valid ref name.")
    if not name.startswith(("heads/", "tags/")):
        raise ApiError(403, "Resource not accessible by integration")
    if any(
        other.startswith(f"{name}/") or name.startswith(f"{other}/")
        for other in call.repository.refs
    ):
        raise ApiError(422, "Reference cannot be created")
    await _check_target(call, name, sha)
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
    await _check_target(call, name, sha)
    forward = await call.repository.git.is_ancestor(old, sha)
    # Somebody may have pushed while the ancestors were looked at.
    if not forced and (not forward or call.repository.ref(name) != old):
        raise ApiError(422, "Update is not a fast forward")
    await _move(call, name, sha)
    return ApiAnswer(git.reference(call.site.world, call.repository, name, sha))


@route("DELETE", "/repos/{owner}/{repo}/git/refs/{ref...}", "contents:write", "git/refs")
async def delete_ref(call: ApiCall) -> ApiAnswer:
    """Deletes a branch or tag."""
    name, repository = call.params["ref"], call.repository
    if repository.ref(name) is None:
        raise ApiError(422, "Reference does not exist")
    branch = name.removeprefix("heads/")
    call.check_branch(branch)
    if name == f"heads/{repository.default_branch}":
        raise ApiError(422, "Cannot delete the default branch")
    if name.startswith("heads/"):
        await move_branch(call.site, repository, branch, None, call.actor)
    elif name.startswith("tags/"):
        await repository.git.set_ref(repository.namespace + name, None)
    else:
        raise not_accessible()
    return ApiAnswer(status=204)


async def _move(call: ApiCall, name: str, sha: str) -> None:
    repository = call.repository
    if name.startswith("tags/"):
        await repository.git.set_ref(repository.namespace + name, sha)
    else:
        branch = name.removeprefix("heads/")
        await move_branch(call.site, repository, branch, sha, call.actor)


async def _check_target(call: ApiCall, name: str, sha: str) -> None:
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
