"""Installing the app on repositories, and taking it away again."""

from __future__ import annotations

from ghapp.sandbox.payloads.repositories import repository_reference
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor, Json
from ghapp.sandbox.state.installations import HostedInstallation
from ghapp.sandbox.state.repositories import HostedRepository


def install(site: Site, repository: HostedRepository) -> HostedInstallation:
    """Gives the app this repository: a new installation on the account, or one more for it."""
    world = site.world
    actor = Actor(repository.owner)
    for found in world.installations.values():
        if found.account is repository.owner:
            if repository not in found.repositories:
                found.repositories.append(repository)
                _tell_change(site, found, "added", repository, actor)
            return found
    installation = HostedInstallation(
        id=world.next_id(),
        account=repository.owner,
        permissions=dict(world.app.permissions),
        events=list(world.app.events),
        created_at=world.now(),
        repositories=[repository],
    )
    world.installations[installation.id] = installation
    rest = {"action": "created", "repositories": [repository_reference(repository)]}
    site.tell_installation("installation", installation, actor, rest | {"requester": None})
    return installation


def uninstall(site: Site, repository: HostedRepository) -> None:
    """Takes the repository away from the app; its tokens stop working at once."""
    found = site.world.installation_on(repository)
    if found is None:
        return
    actor = Actor(repository.owner)
    found.repositories.remove(repository)
    if found.repositories:
        _tell_change(site, found, "removed", repository, actor)
        return
    del site.world.installations[found.id]
    for grant in [one for one in site.world.grants.values() if one.installation is found]:
        del site.world.grants[grant.token]
    rest: Json = {"action": "deleted", "repositories": [repository_reference(repository)]}
    site.tell_installation("installation", found, actor, rest | {"requester": None})


def _tell_change(
    site: Site, found: HostedInstallation, what: str, repository: HostedRepository, actor: Actor
) -> None:
    rest: Json = {
        "action": what,
        "repository_selection": "selected",
        "repositories_added": [],
        "repositories_removed": [],
        "requester": None,
    }
    rest[f"repositories_{what}"] = [repository_reference(repository)]
    site.tell_installation("installation_repositories", found, actor, rest)
