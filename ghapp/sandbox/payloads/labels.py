"""Labels as GitHub writes them."""

from __future__ import annotations

from urllib.parse import quote

from ghapp.sandbox.formats import node_id
from ghapp.sandbox.payloads.repositories import url_of
from ghapp.sandbox.state.conversation import HostedIssue, HostedLabel, Json
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.world import HostedWorld


def label(world: HostedWorld, repository: HostedRepository, found: HostedLabel) -> Json:
    """A label."""
    return {
        "id": found.id,
        "node_id": node_id("Label", found.id),
        "url": f"{url_of(world, repository)}/labels/{quote(found.name, safe='')}",
        "name": found.name,
        "color": found.color,
        "default": False,
        "description": found.description,
        "archived_at": None,
        "archived_by": None,
    }


def labels(world: HostedWorld, repository: HostedRepository, issue: HostedIssue) -> list[Json]:
    """The labels of an issue or pull request."""
    return [label(world, repository, found) for found in issue.labels]
