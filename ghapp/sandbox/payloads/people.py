"""Accounts as GitHub writes them, and what it claims about their relation to a repository."""

from __future__ import annotations

from ghapp.sandbox.formats import node_id
from ghapp.sandbox.state.conversation import HostedUser, Json
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository
from ghapp.sandbox.world import HostedWorld

_BELOW = (
    "followers",
    "subscriptions",
    "organizations",
    "repos",
    "received_events",
)
_TEMPLATES = {
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "events_url": "/events{/privacy}",
}


def simple_user(world: HostedWorld, user: HostedUser) -> Json:
    """An account, in the short form that goes into everything else."""
    url = f"{world.api}/users/{user.login}"
    payload: Json = {
        "login": user.login,
        "id": user.id,
        "node_id": node_id(user.type, user.id),
        "avatar_url": f"{world.url}/avatars/{user.id}",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{world.url}/{user.login}",
        "type": user.type,
        "user_view_type": "public",
        "site_admin": False,
    }
    payload |= {f"{name}_url": f"{url}/{name}" for name in _BELOW}
    payload |= {name: url + template for name, template in _TEMPLATES.items()}
    return payload


def organization(world: HostedWorld, owner: HostedUser) -> Json:
    """An organization, as it stands in webhook payloads."""
    url = f"{world.api}/orgs/{owner.login}"
    return {
        "login": owner.login,
        "id": owner.id,
        "node_id": node_id("Organization", owner.id),
        "url": url,
        "repos_url": f"{url}/repos",
        "events_url": f"{url}/events",
        "hooks_url": f"{url}/hooks",
        "issues_url": f"{url}/issues",
        "members_url": f"{url}/members{{/member}}",
        "public_members_url": f"{url}/public_members{{/member}}",
        "avatar_url": f"{world.url}/avatars/{owner.id}",
        "description": None,
    }


def association(repository: HostedRepository, user: HostedUser) -> str:
    """The `author_association`: editors with a private membership look like anybody else."""
    if user is repository.owner:
        return "OWNER"
    merged = any(
        isinstance(issue, HostedPull) and issue.merged_at and issue.author is user
        for issue in repository.issues.values()
    )
    return "CONTRIBUTOR" if merged else "NONE"


def pull_association(repository: HostedRepository, user: HostedUser) -> str:
    """The same of a pull request's author: who has nothing merged yet comes for the first time.

    GitHub itself says NONE of some of them (Homebrew/homebrew-core#133360).
    """
    known = association(repository, user)
    return "FIRST_TIME_CONTRIBUTOR" if known == "NONE" and user.type == "User" else known
