"""Endpoints of git's own objects: blobs, trees and commits."""

from __future__ import annotations

import base64
from itertools import islice
from typing import Any

from ghapp.sandbox.actions.committing import WORKFLOWS, NewCommit, commit
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.repositories import resolve
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError, missing_field, not_accessible, not_found
from ghapp.sandbox.objects import Signature
from ghapp.sandbox.payloads import commits, git
from ghapp.sandbox.tree_store import EMPTY_TREE, Change

LISTED_ENTRIES = 100_000
MODES = ("100644", "100755", "040000", "160000", "120000")


@route("GET", "/repos/{owner}/{repo}/git/blobs/{sha}", "contents:read", "git/blobs")
async def get_blob(call: ApiCall) -> ApiAnswer:
    """A blob."""
    sha = call.params["sha"]
    data = call.repository.git.blob(sha)
    if data is None:
        raise not_found()
    if call.wants("raw"):
        return ApiAnswer(raw=data, content_type="application/vnd.github.raw; charset=utf-8")
    return ApiAnswer(git.blob(call.site.world, call.repository, sha, data))


@route("POST", "/repos/{owner}/{repo}/git/blobs", "contents:write", "git/blobs")
async def create_blob(call: ApiCall) -> ApiAnswer:
    """A new blob."""
    content, encoding = call.text("content"), call.text("encoding", "utf-8")
    data = base64.b64decode(content) if encoding == "base64" else content.encode()
    sha = call.repository.git.write("blob", data)
    url = git.blob(call.site.world, call.repository, sha, b"")["url"]
    return ApiAnswer({"sha": sha, "url": url}, 201)


@route("GET", "/repos/{owner}/{repo}/git/trees/{sha...}", "contents:read", "git/trees")
async def get_tree(call: ApiCall) -> ApiAnswer:
    """A tree; recursive with any value of the parameter, even `0`."""
    repository, world = call.repository, call.site.world
    sha = resolve(repository, call.params["sha"])
    found = repository.git.commit(sha) if sha else None
    tree = found.tree if found else sha
    inside = repository.git.tree(tree) if tree else None
    if tree is None or inside is None:
        raise not_found()
    deep = "recursive" in call.query
    entries = repository.git.walk(tree) if deep else ((one.name, one) for one in inside)
    listed = list(islice(entries, LISTED_ENTRIES + 1))
    return ApiAnswer(
        {
            "sha": tree,
            "url": f"{call.url.rpartition('/')[0]}/{tree}",
            "tree": [
                git.tree_item(world, repository, path, one) for path, one in listed[:LISTED_ENTRIES]
            ],
            "truncated": len(listed) > LISTED_ENTRIES,
        }
    )


@route("POST", "/repos/{owner}/{repo}/git/trees", "contents:write", "git/trees#create-a-tree")
async def create_tree(call: ApiCall) -> ApiAnswer:
    """A new tree, from entries alone or on top of another tree."""
    store = call.repository.git
    if call.take("tree", list) is None:
        raise missing_field("tree")
    base = call.take("base_tree", str)
    if base is not None:
        found = store.commit(base)
        base = found.tree if found else base
        if store.tree(base) is None:
            raise ApiError(404, "base_tree is not a valid tree oid")
    changes = dict(_tree_change(call, entry) for entry in call.body["tree"])
    for path, change in changes.items():
        if change is None and (base is None or store.entry(base, path) is None):
            raise ApiError(422, "GitRPC::BadObjectState")
    tree = store.changed_tree(base, changes) or EMPTY_TREE
    world, repository = call.site.world, call.repository
    listed = [git.tree_item(world, repository, one.name, one) for one in store.tree(tree) or ()]
    url = f"{call.url}/{tree}"
    return ApiAnswer({"sha": tree, "url": url, "tree": listed, "truncated": False}, 201)


def _tree_change(call: ApiCall, entry: Any) -> tuple[str, Change]:
    if not isinstance(entry, dict) or not isinstance(entry.get("path"), str):
        raise ApiError(422, "tree.path is missing")
    path, mode = entry["path"], entry.get("mode", "100644")
    if not path or path.startswith("/") or ".." in path.split("/") or ".git" in path.split("/"):
        raise ApiError(422, "tree.path contains a malformed path component")
    if mode not in MODES:
        raise ApiError(422, "Must supply a valid tree.mode")
    if path.startswith(f"{WORKFLOWS}/") and not call.may("workflows"):
        raise not_accessible()
    mode = mode.lstrip("0")
    if "content" in entry:
        return path, (mode, call.repository.git.write("blob", str(entry["content"]).encode()))
    if "sha" not in entry:
        raise ApiError(422, "Must supply either tree.sha or tree.content")
    if entry["sha"] is None:
        return path, None
    found = call.repository.git.read(str(entry["sha"]))
    if mode != "160000" and found is None:
        raise ApiError(422, f"tree.sha {entry['sha']} is not a valid blob")
    return path, (mode, entry["sha"])


@route("GET", "/repos/{owner}/{repo}/git/commits/{sha}", "contents:read", "git/commits")
async def get_commit(call: ApiCall) -> ApiAnswer:
    """A commit."""
    found = call.repository.git.commit(call.params["sha"])
    if found is None:
        raise not_found()
    return ApiAnswer(commits.git_commit(call.site.world, call.repository, found))


@route("POST", "/repos/{owner}/{repo}/git/commits", "contents:write", "git/commits")
async def create_commit(call: ApiCall) -> ApiAnswer:
    """A new commit with any number of parents; signed only where GitHub names the author."""
    store = call.repository.git
    message, tree = call.text("message"), call.text("tree")
    if store.tree(tree) is None:
        raise ApiError(422, "Tree SHA does not exist")
    parents = tuple(call.take("parents", list) or ())
    if any(store.commit(str(parent)) is None for parent in parents):
        raise ApiError(422, "Parent SHA does not exist or is not a commit object")
    new = NewCommit(tree, parents, message, _person(call, "author"), _person(call, "committer"))
    sha = commit(call.site, call.repository, new, call.actor.user)
    made = commits.git_commit(call.site.world, call.repository, store.made(sha))
    return ApiAnswer(made, 201)


def _person(call: ApiCall, role: str) -> Signature | None:
    """An author or committer of the body, if one was named."""
    given = call.take(role, dict)
    if given is None:
        return None
    for name in ("name", "email"):
        if not isinstance(given.get(name), str):
            raise missing_field(name)
    when = call.site.world.now()
    if given.get("date"):
        try:
            when = when.fromisoformat(given["date"])
        except ValueError:
            raise ApiError(422, "Invalid request.\n\ndate is not a valid date-time.") from None
    return Signature(given["name"], given["email"], when)
