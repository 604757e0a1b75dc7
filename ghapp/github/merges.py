"""Merging a pull request, and what the rules of its base branch ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import gidgethub

from ghapp.github.access import Access, quoted
from ghapp.github.errors import Conflict, NotThere
from ghapp.ports.errors import MergeRefused, NotFastForward, RequestRejected, TransientError
from ghapp.ports.values import MergeMethod, MergeRules

_POLLS: Final = 20  # of a merge in the background, a second apart


@dataclass(frozen=True, slots=True)
class CommitWords:
    """How a merge is made, and the message of its commit."""

    method: MergeMethod
    title: str
    message: str


async def merge_rules(at: Access, branch: str) -> MergeRules:
    """What the repository and the rules of a branch ask of a merge into it.

    GitHub docs, "Get rules for a branch": readable with the right to read metadata.
    """
    repository = await at.client.read(at.path())
    path = f"{at.path('rules', 'branches')}/{quoted(branch)}"
    rules = await at.client.read_all(path)
    allowed = {
        MergeMethod.MERGE: repository.get("allow_merge_commit", True),
        MergeMethod.SQUASH: repository.get("allow_squash_merge", True),
        MergeMethod.REBASE: repository.get("allow_rebase_merge", True),
    }
    methods = {method for method, is_allowed in allowed.items() if is_allowed}
    checks: set[str] = set()
    approvals, has_queue = 0, False
    for rule in rules:
        given: Mapping[str, Any] = rule.get("parameters") or {}
        match rule.get("type"):
            case "pull_request":
                methods &= set(map(MergeMethod, given.get("allowed_merge_methods") or methods))
                approvals = max(approvals, given.get("required_approving_review_count") or 0)
            case "required_status_checks":
                checks |= {check["context"] for check in given.get("required_status_checks", ())}
            case "required_linear_history":
                methods.discard(MergeMethod.MERGE)
            case "merge_queue":
                has_queue = True
    ordered = tuple(method for method in MergeMethod if method in methods)
    return MergeRules(ordered, frozenset(checks), approvals, has_queue)


async def merge_pull(at: Access, number: int, head: str, words: CommitWords) -> None:
    """Merge a pull request at this head.

    Raises:
        MergeRefused: GitHub does not merge it now, or not at all (405).
        NotFastForward: it has another head.
        RequestRejected: the app may not.

    """
    data = {
        "sha": head,
        "merge_method": words.method.value,
        "commit_title": words.title,
        "commit_message": words.message,
    }
    try:
        await at.client.write("PUT", at.path("pulls", number, "merge"), data)
    except NotThere:
        await _merge_in_background(at, number, data)
    except Conflict as error:
        raise NotFastForward(str(error)) from error
    except RequestRejected as error:
        raise _refused(error) from error


def _refused(error: RequestRejected) -> Exception:
    """GitHub docs, "Merge a pull request": 405 if the merge cannot be performed."""
    cause = error.__cause__
    if isinstance(cause, gidgethub.HTTPException) and cause.status_code == 405:
        return MergeRefused(str(cause))
    return error


async def _merge_in_background(at: Access, number: int, data: Mapping[str, str]) -> None:
    """Ask for a merge and wait for it, where merging at once is not offered.

    GitHub docs, "Merge a pull request asynchronously": 202 with an id that is polled.
    """
    wanted = {name: value for name, value in data.items() if name in {"sha", "merge_method"}}
    path = at.path("pulls", number, "merge-async")
    answer = await at.client.write("PUT", path, {**wanted, "merge_action": "direct_merge"})
    for _ in range(_POLLS):
        details: Mapping[str, Any] = (answer or {}).get("details") or {}
        status = (answer or {}).get("status", "merged")  # no answer: a dry run
        if status in {"merged", "enqueued"}:
            return
        if status == "failed":
            raise MergeRefused(str(details.get("message")))
        await at.client.sleep(1)
        answer = await at.client.read(f"{path}/{quoted(str(details['uuid']))}", keep=False)
    raise TransientError(f"{at.name}#{number}: the merge is still pending")
