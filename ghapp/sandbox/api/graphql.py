"""GraphQL, of which `updateRefs` and the list of merged pull requests are understood."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ghapp.sandbox.actions.branch_rules import refuse_deletion, refuse_direct_change
from ghapp.sandbox.actions.pushing import move_branches
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.merged_pulls import is_for_merged_pulls, merged_pulls
from ghapp.sandbox.api.references import check_new_name, check_target
from ghapp.sandbox.api.routing import TOKEN, route
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedRepository

MUTATION = re.compile(
    r"\s*mutation\s*\w*\s*\(\s*\$(\w+)\s*:\s*UpdateRefsInput!\s*\)\s*\{"
    r"\s*updateRefs\s*\(\s*input\s*:\s*\$\1\s*\)\s*\{\s*clientMutationId\s*\}\s*\}\s*"
)
BRANCHES = "refs/heads/"
NO_COMMIT = "0" * 40
FORBIDDEN, MISSING, UNFIT = "FORBIDDEN", "NOT_FOUND", "UNPROCESSABLE"


class MutationRefused(Exception):
    """An error that GraphQL tells inside an answer of status 200."""

    def __init__(self, message: str, kind: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind


@dataclass(frozen=True)
class RefUpdate:
    """One branch: where it has to stand before, and where it stands afterwards."""

    branch: str
    before: str | None
    after: str
    force: bool

    @property
    def target(self) -> str | None:
        """The new tip; nothing to delete the branch."""
        return None if self.after == NO_COMMIT else self.after


@route("POST", "/api/graphql", TOKEN, "graphql")
async def answer_graphql(call: ApiCall) -> ApiAnswer:
    """Answers the one query and the one mutation, and refuses everything else."""
    match = MUTATION.fullmatch(call.text("query"))
    variables: Json = call.take("variables", dict) or {}
    if is_for_merged_pulls(call.text("query")):
        return ApiAnswer(merged_pulls(call, variables))
    if match is None:
        message = "Parse error: only merged pull requests and updateRefs are understood here"
        return ApiAnswer({"errors": [{"message": message}]})
    found = variables.get(match[1])
    given: Json = found if isinstance(found, dict) else {}
    try:
        await _update_refs(call, given)
    except MutationRefused as refused:
        error: Json = {"message": refused.message, "path": ["updateRefs"]}
        if refused.kind is not None:
            error["type"] = refused.kind
        return ApiAnswer({"data": {"updateRefs": None}, "errors": [error]})
    answer = {"clientMutationId": given.get("clientMutationId")}
    return ApiAnswer({"data": {"updateRefs": answer}})


async def _update_refs(call: ApiCall, given: Json) -> None:
    repository = _repository(call, given)
    updates = [_update(one) for one in given.get("refUpdates") or ()]
    if len({update.branch for update in updates}) != len(updates) or not updates:
        raise MutationRefused("refUpdates must name at least one branch, and each once", UNFIT)
    for update in updates:
        try:
            await _check(call, repository, update)
        except ApiError as error:
            raise MutationRefused(error.message, UNFIT) from error
    # Somebody may have pushed while the ancestors were looked at.
    if not all(_stands_before(repository, update) for update in updates):
        raise _unexplained()
    wanted = {update.branch: update.target for update in updates}
    await move_branches(call.site, repository, wanted, call.actor)


def _repository(call: ApiCall, given: Json) -> HostedRepository:
    node = str(given.get("repositoryId", ""))
    found = call.site.world.repository_by_node(node)
    if found is None or (found.private and not call.grant.reaches(found)):
        raise MutationRefused(
            f"Could not resolve to a node with the global id of '{node}'", MISSING
        )
    if not call.grant.reaches(found) or not call.may("contents"):
        raise MutationRefused("Resource not accessible by integration", FORBIDDEN)
    call.params = {"owner": found.owner.login, "repo": found.name}
    return found


def _update(given: Any) -> RefUpdate:
    values: Mapping[str, Any] = given if isinstance(given, dict) else {}
    name, after = str(values.get("name", "")), str(values.get("afterOid", ""))
    if not name.startswith(BRANCHES) or not after:
        raise MutationRefused(
            f"Only branches can be moved here, by their whole name: {name}", UNFIT
        )
    before = values.get("beforeOid")
    force = values.get("force") is True
    return RefUpdate(name.removeprefix(BRANCHES), before and str(before), after, force)


async def _check(call: ApiCall, repository: HostedRepository, update: RefUpdate) -> None:
    if not _stands_before(repository, update):
        raise _unexplained()
    tip = repository.branch(update.branch)
    if update.target is None:
        refuse_deletion(repository, update.branch)
        if tip is None:
            raise ApiError(422, "Reference does not exist")
        return
    refuse_direct_change(repository, update.branch)
    await check_target(call, f"heads/{update.branch}", update.target)
    if tip is None:
        check_new_name(repository, f"{BRANCHES}{update.branch}")
    if tip is None or update.force:
        return
    if not await repository.git.is_ancestor(tip, update.target):
        raise ApiError(422, "Update is not a fast forward")


def _stands_before(repository: HostedRepository, update: RefUpdate) -> bool:
    tip = repository.branch(update.branch)
    return update.before in (None, tip or NO_COMMIT)


def _unexplained() -> MutationRefused:
    """A stale `beforeOid` has no code of its own on GitHub."""
    number = uuid.uuid4().hex[:16].upper()
    return MutationRefused(
        "Something went wrong while executing your query. "
        f"Please include `{number}` when reporting this issue."
    )
