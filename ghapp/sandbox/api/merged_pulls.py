"""The one query that GraphQL is asked here: which pull requests were merged into a branch."""

from __future__ import annotations

from ghapp.sandbox.api.call import ApiCall
from ghapp.sandbox.formats import stamp
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository

QUERY = """
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
PAGE = 100


def is_for_merged_pulls(query: str) -> bool:
    """Whether it is this query, however it is broken into lines."""
    return query.split() == QUERY.split()


def merged_pulls(call: ApiCall, asked: Json) -> Json:
    """A page of the pull requests merged into a branch, those changed last before the others."""
    name = f"{asked.get('owner')}/{asked.get('name')}"
    repository = call.site.world.repository(name)
    if repository is None or (repository.private and not call.grant.reaches(repository)):
        told = f"Could not resolve to a Repository with the name '{name}'."
        return _refused("NOT_FOUND", told)
    if not call.may("pull_requests", "read") or not call.may("contents", "read"):
        return _refused("FORBIDDEN", "Resource not accessible by integration")
    found = [
        pull
        for pull in repository.pulls
        if pull.merged_at is not None and pull.base_ref == asked.get("branch")
    ]
    found.sort(key=lambda pull: (pull.updated_at, pull.number), reverse=True)
    start = int(asked.get("after") or 0)
    end = start + PAGE
    page = {
        "nodes": [_node(repository, pull) for pull in found[start:end]],
        "pageInfo": {"hasNextPage": end < len(found), "endCursor": str(end)},
    }
    return {"data": {"repository": {"pullRequests": page}}}


def _node(repository: HostedRepository, pull: HostedPull) -> Json:
    merge = repository.git.commit(pull.merge_commit_sha) if pull.merge_commit_sha else None
    parents = [
        {"oid": parent.sha, "committedDate": stamp(parent.committer.when)}
        for sha in (merge.parents[:1] if merge else ())
        if (parent := repository.git.commit(sha))
    ]
    return {
        "number": pull.number,
        "mergedAt": stamp(pull.merged_at) if pull.merged_at else None,
        "headRefOid": pull.head_sha,
        "mergeCommit": {"parents": {"nodes": parents}} if merge else None,
    }


def _refused(kind: str, message: str) -> Json:
    error = {"type": kind, "path": ["repository"], "message": message}
    return {"data": {"repository": None}, "errors": [error]}
