"""Whether everybody may see a repository, as GitHub's answers and deliveries tell it.

A delivery can be late: that a repository is public is taken only from an answer to a question that
was asked just now. That it is private is taken from every delivery, at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from ghapp.github.delivery import NAME, Delivery, moment_in
from ghapp.ports.values import RepositoryFacts

GONE = frozenset({"privatized", "deleted"})  # actions of the event `repository`
NO_LONGER_OURS = frozenset({"deleted", "suspend"})  # of the event `installation`


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a delivery takes from the public's sight."""

    names: tuple[str, ...] = ()  # repositories, by "owner/name"
    installation: int = 0  # all repositories of this one; 0 for none
    at: str = ""  # when GitHub's facts about the repository last changed; "" where it is not told

    @property
    def is_none(self) -> bool:
        """Whether it takes nothing."""
        return not self.names and not self.installation


def repository_facts(answer: Mapping[str, Any]) -> RepositoryFacts:
    """What an answer says of a repository; what is not said to be public is private."""
    return RepositoryFacts(
        str(answer["default_branch"]),
        answer.get("private") is not False,
        _moment(answer.get("updated_at")),
        is_fork=answer.get("fork") is True,
        is_archived=answer.get("archived") is True,
    )


def withdrawal(event: str, payload: Mapping[str, object]) -> Withdrawal:
    """What nobody may see any more, by a delivery of any event."""
    delivery = Delivery(payload, "")
    installation = 0
    if event == "installation" and delivery.action in NO_LONGER_OURS:
        found = delivery.optional("installation", "id")
        installation = found if isinstance(found, int) else 0
    names = tuple(dict.fromkeys(_names(event, delivery)))
    return Withdrawal(names, installation, _moment(delivery.optional("repository", "updated_at")))


def _names(event: str, delivery: Delivery) -> Iterator[str]:
    name = delivery.optional("repository", "full_name")
    if isinstance(name, str) and NAME.fullmatch(name):
        is_private = delivery.optional("repository", "private") not in (False, None)
        if is_private or (event == "repository" and delivery.action in GONE):
            yield name
        yield from _former_names(name, delivery) if event == "repository" else ()
    if event in {"installation", "installation_repositories"}:
        yield from _listed(delivery)


def _former_names(name: str, delivery: Delivery) -> Iterator[str]:
    """What a repository was called before it was renamed or transferred."""
    owner, _, short = name.partition("/")
    former = delivery.optional("changes", "repository", "name", "from")
    if isinstance(former, str):
        yield f"{owner}/{former}"
    for kind in ("user", "organization"):
        login = delivery.optional("changes", "owner", "from", kind, "login")
        if isinstance(login, str):
            yield f"{login}/{short}"


def _listed(delivery: Delivery) -> Iterator[str]:
    """The repositories that an installation has lost, and the private ones that it has."""
    for key in ("repositories", "repositories_added", "repositories_removed"):
        are_lost = key == "repositories_removed" or delivery.action in NO_LONGER_OURS
        entries = delivery.optional(key)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, Mapping) and (are_lost or entry.get("private", False)):
                name = entry.get("full_name")
                if isinstance(name, str) and NAME.fullmatch(name):
                    yield name


def _moment(found: object) -> str:
    """A moment in the form in which moments are compared as text; "" for anything else."""
    moment = moment_in(found)
    return "" if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")
