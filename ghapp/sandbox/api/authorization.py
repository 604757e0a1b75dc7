"""What a token may do: permissions, and the forks that are open to maintainers."""

from __future__ import annotations

from ghapp.sandbox.api.call import ApiCall
from ghapp.sandbox.api.routing import APP, PUBLIC, TOKEN, Route
from ghapp.sandbox.errors import not_accessible, not_found


def authorize(call: ApiCall, route: Route) -> None:
    """Whether the token knows of the repository, and carries the permission."""
    if route.needs in (APP, PUBLIC, TOKEN):
        return
    repository = call.repository
    wanted = [tuple(item.split(":")) for item in route.needs.split("|")]
    writes = any(level == "write" for _, level in wanted)
    if not call.grant.reaches(repository):
        if repository.private:
            raise not_found()
        if writes and not _fork_is_open(call, wanted):
            raise not_accessible()
    elif not any(call.may(permission, level) for permission, level in wanted):
        accepted = "; ".join(f"{permission}={level}" for permission, level in wanted)
        error = not_accessible()
        error.headers["X-Accepted-GitHub-Permissions"] = accepted
        raise error


def _fork_is_open(call: ApiCall, wanted: list[tuple[str, ...]]) -> bool:
    return (
        ("contents", "write") in wanted
        and call.may("contents")
        and bool(call.grant.open_branches(call.repository))
    )
