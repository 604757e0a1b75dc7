"""Deliveries about where the app is: the repositories that it gets, loses, or knows by a name."""

from __future__ import annotations

from collections.abc import Sequence

from ghapp.github.delivery import Delivery, Unused
from ghapp.ports.events import Event, RepositoryAdded, RepositoryRemoved


def installation(delivery: Delivery) -> tuple[Event, ...]:
    """The app was installed or taken away, or may do more than before."""
    names = delivery.names("repositories")
    match delivery.action:
        case "created":
            since = delivery.moment("installation", "created_at")
            return _added(delivery, names, is_new=True, since=since)
        case "unsuspend" | "new_permissions_accepted":
            return _added(delivery, names, is_new=False)
        case "deleted":
            return _removed(delivery, names)
        case _:
            raise Unused("this action brings and takes no repository")


def installation_repositories(delivery: Delivery) -> tuple[Event, ...]:
    """Repositories were added to an installation, or taken from it."""
    match delivery.action:
        case "added":
            changed = delivery.moment("installation", "updated_at")
            # The moment of the installation itself would be too early for what was added later.
            is_told = changed != delivery.moment("installation", "created_at")
            names = delivery.names("repositories_added")
            return _added(delivery, names, is_new=True, since=changed if is_told else "")
        case "removed":
            return _removed(delivery, delivery.names("repositories_removed"))
        case _:
            raise Unused("this action brings and takes no repository")


def repository(delivery: Delivery) -> tuple[Event, ...]:
    """A repository that became public or goes by another name: it is read anew."""
    if delivery.action not in {"publicized", "renamed", "transferred"}:
        raise Unused("this action brings no repository")
    return (RepositoryAdded(delivery.installation, delivery.repository, is_new=False),)


def _added(
    delivery: Delivery, names: Sequence[str], *, is_new: bool, since: str = ""
) -> tuple[Event, ...]:
    number = delivery.installation
    return tuple(RepositoryAdded(number, name, is_new, since) for name in names)


def _removed(delivery: Delivery, names: Sequence[str]) -> tuple[Event, ...]:
    return tuple(RepositoryRemoved(delivery.installation, name) for name in names)
