"""Commits, trees, blobs, references and diffs as GitHub writes them."""

from __future__ import annotations

import base64
from urllib.parse import quote

from ghapp.sandbox.diffs import DiffFile
from ghapp.sandbox.formats import node_id, stamp
from ghapp.sandbox.objects import GitCommit, Signature, TreeEntry
from ghapp.sandbox.payloads.people import simple_user
from ghapp.sandbox.payloads.repositories import page_of, url_of
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.world import World

_MODES = {"40000": "040000"}


def signature(person: Signature) -> Json:
    """An author or a committer."""
    return {"name": person.name, "email": person.email, "date": stamp(person.when)}


def verification(world: World, found: GitCommit) -> Json:
    """Whether GitHub vouches for the commit: only for those it made itself for an app."""
    verified = found.sha in world.verified_commits
    return {
        "verified": verified,
        "reason": "valid" if verified else ("unknown_key" if found.signed else "unsigned"),
        "signature": "-----BEGIN PGP SIGNATURE-----" if verified else None,
        "payload": f"tree {found.tree}" if verified else None,
        "verified_at": stamp(found.committer.when) if verified else None,
    }


def git_commit(world: World, repository: HostedRepository, found: GitCommit) -> Json:
    """A commit as the git data endpoints write it."""
    url, page = url_of(world, repository), page_of(world, repository)
    return {
        "sha": found.sha,
        "node_id": node_id("Commit", int(found.sha[:8], 16)),
        "url": f"{url}/git/commits/{found.sha}",
        "html_url": f"{page}/commit/{found.sha}",
        "author": signature(found.author),
        "committer": signature(found.committer),
        "message": found.message,
        "tree": {"sha": found.tree, "url": f"{url}/git/trees/{found.tree}"},
        "parents": [
            {
                "sha": parent,
                "url": f"{url}/git/commits/{parent}",
                "html_url": f"{page}/commit/{parent}",
            }
            for parent in found.parents
        ],
        "verification": verification(world, found),
    }


def commit(world: World, repository: HostedRepository, found: GitCommit) -> Json:
    """A commit as the repository endpoints write it, with the accounts behind the addresses."""
    url, page = url_of(world, repository), page_of(world, repository)
    return {
        "sha": found.sha,
        "node_id": node_id("Commit", int(found.sha[:8], 16)),
        "url": f"{url}/commits/{found.sha}",
        "html_url": f"{page}/commit/{found.sha}",
        "comments_url": f"{url}/commits/{found.sha}/comments",
        "commit": {
            "url": f"{url}/git/commits/{found.sha}",
            "author": signature(found.author),
            "committer": signature(found.committer),
            "message": found.message,
            "tree": {"sha": found.tree, "url": f"{url}/git/trees/{found.tree}"},
            "comment_count": 0,
            "verification": verification(world, found),
        },
        "author": _account(world, found.author),
        "committer": _account(world, found.committer),
        "parents": [
            {
                "sha": parent,
                "url": f"{url}/commits/{parent}",
                "html_url": f"{page}/commit/{parent}",
            }
            for parent in found.parents
        ],
    }


def _account(world: World, person: Signature) -> Json | None:
    local, _, domain = person.email.partition("@")
    if not domain.startswith("users.noreply."):
        return None
    return simple_user(world, world.user(local.partition("+")[2] or local))


def diff_entry(world: World, repository: HostedRepository, commit: str, change: DiffFile) -> Json:
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


def reference(world: World, repository: HostedRepository, name: str, sha: str) -> Json:
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


def tree_item(world: World, repository: HostedRepository, path: str, entry: TreeEntry) -> Json:
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


def blob(world: World, repository: HostedRepository, sha: str, data: bytes) -> Json:
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
