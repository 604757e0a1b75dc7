"""The last pull requests that were merged, with what they were merged into, a hundred at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from ghapp.github.access import Access
from ghapp.github.refs import graphql_url
from ghapp.ports.errors import RequestRejected, TransientError
from ghapp.ports.values import MergedPull

# REST lists closed pull requests whether merged or not, and `base.sha` is where the branch stood at
# some earlier moment; the first parent of the merge would be one more request for each.
_QUERY: Final = """
query($owner: String!, $name: String!, $branch: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(
      states: MERGED, baseRefName: $branch, first: 100, after: $after
      orderBy: {field: UPDATED_AT, direction: DESC}
    ) {
      nodes {
        number mergedAt headRefOid
        mergeCommit { parents(first: 1) { nodes { oid committedDate } } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""
_PAGE: Final = 100


async def merged_pulls(at: Access, branch: str, most: int) -> Sequence[MergedPull]:
    """The last pull requests that were merged into a branch, oldest first.

    GitHub does not sort by the moment of the merge. They are asked for by their last change, one
    page more than needed, for an old one that somebody commented on yesterday may be among them.

    Raises:
        RequestRejected: the app may not read them.
        TransientError: GitHub failed.

    """
    found: list[MergedPull] = []
    after: str | None = None
    for _ in range(-(-most // _PAGE) + 1):
        page = await _page(at, branch, after)
        found += [one for node in page["nodes"] if (one := _merged(node))]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    found.sort(key=lambda one: (one.merged_at, one.number))
    return found[-most:]


async def _page(at: Access, branch: str, after: str | None) -> Mapping[str, Any]:
    owner, _, name = at.name.partition("/")
    asked = {"owner": owner, "name": name, "branch": branch, "after": after}
    answer = await at.client.ask(graphql_url(at.client.base_url), _QUERY, asked)
    repository = (answer.get("data") or {}).get("repository")
    errors = answer.get("errors") or ()
    if repository is None or errors:
        told = "; ".join(str(one.get("message")) for one in errors)
        is_final = any(one.get("type") in {"FORBIDDEN", "NOT_FOUND"} for one in errors)
        kind = RequestRejected if is_final else TransientError
        raise kind(f"{at.name}: what was merged cannot be read: {told}")
    page: Mapping[str, Any] = repository["pullRequests"]
    return page


def _merged(node: Mapping[str, Any]) -> MergedPull | None:
    """One of them; None where GitHub no longer knows its merge, or that has no parent."""
    parents = ((node.get("mergeCommit") or {}).get("parents") or {}).get("nodes") or ()
    if not parents:
        return None
    return MergedPull(
        number=node["number"],
        head=node["headRefOid"],
        base=parents[0]["oid"],
        base_at=datetime.fromisoformat(parents[0]["committedDate"]),
        merged_at=datetime.fromisoformat(node["mergedAt"]),
    )
