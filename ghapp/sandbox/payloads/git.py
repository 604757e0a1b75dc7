"""Commits, trees, blobs, references and diffs as GitHub writes them."""

from __future__ import annotations

import base64
from urllib.parse import quote

from ghapp.sandbox.diffs import DiffFile
from ghapp.sandbox.formats import node_id
from ghapp.sandbox.objects import TreeEntry
from ghapp.sandbox.payloads.repositories import page_of, url_of
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.world import HostedWorld

_MODES = {"40000": "040000"}


def diff_entry(
    world: HostedWorld, repository: HostedRepository, commit: str, change: DiffFile
) -> Json:
    """One file of a pull request, comparison or commit."""
    url, page, path = url_of(world, repository), page_of(world, repository), quote(change.path)
    payload: Json = {
        "sha": change.sha,
        "filename": change.path,
        "status": change.status,
        "additions": change.additions,
        "deletions": change.deletions,
        "changes": change.additions + change.deletions,
        "blob_url": f"{page}/blob/{commit}/{path}",
        "raw_url": f"{page}/raw/{commit}/{path}",
        "contents_url": f"{url}/contents/{path}?ref={commit}",
    }
    if change.patch is not None:
        payload["patch"] = change.patch
    if change.previous_path is not None:
        payload["previous_filename"] = change.previous_path
    return payload


def reference(world: HostedWorld, repository: HostedRepository, name: str, sha: str) -> Json:
    """A reference; `name` is without `refs/`."""
    found = repository.git.read(sha)
    kind = found[0] if found else "commit"
    url = url_of(world, repository)
    return {
        "ref": f"refs/{name}",
        "node_id": node_id("Ref", int(sha[:8], 16)),
        "url": f"{url}/git/refs/{quote(name)}",
        "object": {"sha": sha, "type": kind, "url": f"{url}/git/{kind}s/{sha}"},
    }


def tree_item(
    world: HostedWorld, repository: HostedRepository, path: str, entry: TreeEntry
) -> Json:
    """One entry of a tree."""
    payload: Json = {
        "path": path,
        "mode": _MODES.get(entry.mode, entry.mode),
        "type": entry.kind,
        "sha": entry.sha,
    }
    if entry.kind == "blob":
        payload["size"] = len(repository.git.blob(entry.sha) or b"")
    if entry.kind != "commit":
        payload["url"] = f"{url_of(world, repository)}/git/{entry.kind}s/{entry.sha}"
    return payload


def blob(world: HostedWorld, repository: HostedRepository, sha: str, data: bytes) -> Json:
    """A blob."""
    return {
        "sha": sha,
        "node_id": node_id("Blob", int(sha[:8], 16)),
        "size": len(data),
        "url": f"{url_of(world, repository)}/git/blobs/{sha}",
        "content": wrapped_base64(data),
        "encoding": "base64",
    }


def wrapped_base64(data: bytes) -> str:
    """Base64 in lines of 60 characters with a final line end, as GitHub writes it."""
    text = base64.b64encode(data).decode()
    return "".join(text[at : at + 60] + "\n" for at in range(0, len(text), 60))
