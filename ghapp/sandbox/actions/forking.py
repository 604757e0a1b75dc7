"""Forks: copies of a repository under another account, in the same network of objects."""

from __future__ import annotations

from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import HostedUser
from ghapp.sandbox.state.repositories import HostedRepository


def fork(site: Site, parent: HostedRepository, owner: HostedUser) -> HostedRepository:
    """The fork of this account, made when there is none."""
    world = site.world
    name = f"{owner.login}/{parent.name}"
    found = world.repository(name)
    if found is None:
        found = HostedRepository(
            id=world.next_id(),
            owner=owner,
            name=parent.name,
            git=parent.git,
            namespace=f"refs/forks/{owner.login}/",
            default_branch=parent.default_branch,
            created_at=world.now(),
            pushed_at=world.now(),
            private=parent.private,
            parent=parent,
        )
        world.repositories[name.lower()] = found
    return found
