"""Commits as GitHub writes them."""

from __future__ import annotations

from ghapp.sandbox.formats import node_id, stamp
from ghapp.sandbox.objects import GitCommit, Signature
from ghapp.sandbox.payloads.people import simple_user
from ghapp.sandbox.payloads.repositories import page_of, url_of
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.world import HostedWorld


def signature(person: Signature) -> Json:
    """An author or a committer."""
    return {"name": person.name, "email": person.email, "date": stamp(person.when)}


def verification(world: HostedWorld, found: GitCommit) -> Json:
    """Whether GitHub vouches for the commit: only for those it made itself for an app."""
    verified = found.sha in world.verified_commits
    return {
        "verified": verified,
        "reason": "valid" if verified else ("unknown_key" if found.signed else "unsigned"),
        "signature": "-----BEGIN PGP SIGNATURE-----" if verified else None,
        "payload": f"tree {found.tree}" if verified else None,
        "verified_at": stamp(found.committer.when) if verified else None,
    }


def git_commit(world: HostedWorld, repository: HostedRepository, found: GitCommit) -> Json:
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


def commit(world: HostedWorld, repository: HostedRepository, found: GitCommit) -> Json:
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


def _account(world: HostedWorld, person: Signature) -> Json | None:
    local, _, domain = person.email.partition("@")
    if not domain.startswith("users.noreply."):
        return None
    return simple_user(world, world.user(local.partition("+")[2] or local))
