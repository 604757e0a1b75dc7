"""Branches, trees, blobs and commits, through GitHub's git endpoints."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from ghapp.github.access import Access, repository_path
from ghapp.github.caches import keep
from ghapp.github.errors import Conflict, NotThere, Unprocessable
from ghapp.ports.errors import AlreadyExists, NotFastForward, RequestRejected
from ghapp.ports.values import FileChange

_FILE_MODE = "100644"


async def tip(at: Access, branch: str) -> str | None:
    """The commit at the tip of a branch; None without that branch, or in an empty repository."""
    try:
        answer = await at.client.read(_ref_path(at.name, "ref", branch))
    except (NotThere, Conflict):  # GitHub docs: 409 "Git Repository is empty."
        return None
    sha: str = answer["object"]["sha"]
    return sha


async def first_parent(at: Access, commit: str) -> str | None:
    """The SHA of a commit's first parent; None for one that has none."""
    answer = await at.client.read(at.path("git", "commits", commit), keep=False)
    parents = answer["parents"]
    return str(parents[0]["sha"]) if parents else None


async def paths(at: Access, commit: str) -> Mapping[str, str]:
    """Every file of a commit: path -> blob SHA."""
    kept = at.caches.trees.get(at.key(commit))
    if kept is not None:
        return kept
    found: dict[str, str] = {}
    await _collect(at, commit, "", found)
    return keep(at.caches.trees, at.key(commit), MappingProxyType(found))


async def _collect(at: Access, tree: str, folder: str, found: dict[str, str]) -> None:
    """Add all files below a tree; folder by folder where GitHub does not list them at once.

    GitHub docs, "Get a tree": a recursive listing stops at 100,000 entries or 7 MB, `truncated`.
    """
    path = at.path("git", "trees", tree)
    answer = await at.client.read(f"{path}?recursive=1", keep=False)
    if not answer.get("truncated"):
        _add_files(answer["tree"], folder, found)
        return
    answer = await at.client.read(path, keep=False)
    if answer.get("truncated"):
        raise RequestRejected(
            f"{at.name}: the folder {folder or '/'} of {tree} has too many files to list"
        )
    _add_files(answer["tree"], folder, found)
    for entry in answer["tree"]:
        if entry["type"] == "tree":
            await _collect(at, entry["sha"], f"{folder}{entry['path']}/", found)


def _add_files(entries: Sequence[Mapping[str, Any]], folder: str, found: dict[str, str]) -> None:
    files = ((entry["path"], entry["sha"]) for entry in entries if entry["type"] == "blob")
    found.update((folder + path, sha) for path, sha in files)


async def blob(at: Access, sha: str) -> bytes:
    """The bytes of a blob."""
    kept = at.caches.blobs.get(at.key(sha))
    if kept is not None:
        return kept
    content = await at.client.read_bytes(at.path("git", "blobs", sha))
    return keep(at.caches.blobs, at.key(sha), content)


async def commit(
    at: Access,
    parents: Sequence[str],
    changes: Sequence[FileChange],
    message: str,
    repository: str,
) -> str:
    """Store a commit and return its SHA; in a dry run, the first parent's.

    Its files are the first parent's, with the changes.

    GitHub signs it as the app's, because neither author nor committer is given.
    """
    if at.client.dry_run:
        await at.client.write("POST", _git(repository, "commits"), {"message": message})
        return parents[0]
    base = await at.client.read(_git(repository, "commits", parents[0]), keep=False)
    entries = [await _entry(at, repository, change) for change in changes]
    tree = await at.client.write(
        "POST", _git(repository, "trees"), {"base_tree": base["tree"]["sha"], "tree": entries}
    )
    answer = await at.client.write(
        "POST",
        _git(repository, "commits"),
        {"message": message, "tree": tree["sha"], "parents": list(parents)},
    )
    sha: str = answer["sha"]
    return sha


async def _entry(at: Access, repository: str, change: FileChange) -> dict[str, str | None]:
    """A file in a new tree: its text goes along with it, anything else as a blob beforehand."""
    entry: dict[str, str | None] = {"path": change.path, "mode": _FILE_MODE, "type": "blob"}
    if change.content is None:
        return {**entry, "sha": None}  # GitHub docs, "Create a tree": null deletes the file
    try:
        text = change.content.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return {**entry, "content": text}
    data = {"content": base64.b64encode(change.content).decode(), "encoding": "base64"}
    answer = await at.client.write("POST", _git(repository, "blobs"), data)
    return {**entry, "sha": answer["sha"]}


async def create_branch(at: Access, name: str, sha: str) -> None:
    """Create a branch.

    Raises:
        AlreadyExists: there is a branch of this name.

    """
    data = {"ref": f"refs/heads/{name}", "sha": sha}
    try:
        await at.client.write("POST", at.path("git", "refs"), data)
    except Unprocessable as error:
        if "already exists" in str(error):  # GitHub: 422 "Reference already exists"
            raise AlreadyExists(str(error)) from error
        raise


async def update_branch(at: Access, name: str, sha: str, repository: str) -> None:
    """Fast-forward a branch, never anything else.

    Raises:
        NotFastForward: somebody else pushed to it.
        RequestRejected: the app may not, or there is no such branch.

    """
    path = _ref_path(repository, "refs", name)
    try:
        await at.client.write("PATCH", path, {"sha": sha, "force": False})
    except Conflict as error:  # another update of the same branch is under way
        raise NotFastForward(str(error)) from error
    except Unprocessable as error:
        if "not a fast forward" in str(error):  # GitHub: 422 "Update is not a fast forward"
            raise NotFastForward(str(error)) from error
        raise


def _git(repository: str, *parts: str) -> str:
    return repository_path(repository, "git", *parts)


def _ref_path(repository: str, kind: str, branch: str) -> str:
    # The slashes of a branch's name are part of the path.
    return f"{_git(repository, kind)}/heads/{quote(branch, safe='/')}"
