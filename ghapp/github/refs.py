"""Branches moved by GraphQL, which compares them with what was read before it moves them."""

from __future__ import annotations

from typing import Any, Final

from ghapp.github.access import Access
from ghapp.github.addresses import graphql_url
from ghapp.github.git_data import tip
from ghapp.ports.errors import NotFastForward, RequestRejected, TransientError

_NO_COMMIT: Final = "0" * 40
_UPDATE: Final = (
    "mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }"
)


async def move_branch(at: Access, name: str, before: str | None, after: str | None) -> None:
    """Move a branch from one commit to another, create (before: None) or delete it (after: None).

    GitHub docs, GraphQL "updateRefs": all zeros create and delete. A branch that stands elsewhere
    is a general error there: only reading it again tells.

    Raises:
        NotFastForward: it stands elsewhere.
        RequestRejected: the app may not move it.

    """
    repository = await at.client.read(at.path())
    update = {
        "name": f"refs/heads/{name}",
        "beforeOid": before or _NO_COMMIT,
        "afterOid": after or _NO_COMMIT,
        "force": True,
    }
    given = {"repositoryId": repository["node_id"], "refUpdates": [update]}
    data = {"query": _UPDATE, "variables": {"input": given}}
    answer: Any = await at.client.write("POST", graphql_url(at.client.base_url), data)
    errors = (answer or {}).get("errors") or []
    if not errors:
        return
    present = await tip(at, name)
    if present == after:
        return
    if present != before:
        raise NotFastForward(f"{at.name}: {name} is at {present}, not at {before}")
    message = f"{at.name}: {name} cannot be moved: {errors[0].get('message')}"
    if errors[0].get("type") in {"FORBIDDEN", "NOT_FOUND", "UNPROCESSABLE"}:
        raise RequestRejected(message)
    raise TransientError(message)
