"""Endpoints of merging: at once or in the background, and the rules that it must keep."""

from __future__ import annotations

from ghapp.sandbox.actions.background_merging import begin_merge, merge_under_way, requested
from ghapp.sandbox.actions.committing import refuse_workflow_changes
from ghapp.sandbox.actions.merging import finish_merge, prepare_merge
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import invalid_request, not_found
from ghapp.sandbox.payloads.merges import (
    branch_rules,
    failed_result,
    merge_result,
    merged_result,
)
from ghapp.sandbox.state.merges import MergeRequest
from ghapp.sandbox.state.rules import METHODS

PULL = "/repos/{owner}/{repo}/pulls/{number}"
RULES = "/repos/{owner}/{repo}/rules/branches/{branch...}"
ACTIONS = ("default", "direct_merge", "merge_queue")


@route("PUT", f"{PULL}/merge", "contents:write", "pulls/pulls#merge-a-pull-request")
async def merge_pull(call: ApiCall) -> ApiAnswer:
    """Merges a pull request, if its head is still the one that was looked at."""
    repository, pull = call.repository, call.pull
    wanted = _wanted(call, "merge")
    merged = await prepare_merge(call.site, repository, pull, wanted, call.actor)
    if not call.may("workflows"):
        await refuse_workflow_changes(repository, merged.commit)
    await finish_merge(call.site, repository, pull, merged, call.actor)
    message = "Pull Request successfully merged"
    return ApiAnswer({"sha": merged.commit, "merged": True, "message": message})


@route(
    "PUT",
    f"{PULL}/merge-async",
    "contents:write",
    "pulls/pulls#merge-a-pull-request-asynchronously",
)
async def begin_merge_async(call: ApiCall) -> ApiAnswer:
    """Takes a request to merge; rules are judged later, and only polling shows it."""
    repository, pull = call.repository, call.pull
    request = _wanted(call, repository.merge_methods[0])
    action = call.text("merge_action", "default")
    _one_of("merge_action", action, ACTIONS)
    if pull.merged_at is not None:
        return ApiAnswer(merged_result(pull))
    if pull.state != "open" or pull.draft:
        state = "still a draft" if pull.state == "open" else "closed"
        return ApiAnswer(failed_result(f"Pull Request is {state}"), 400)
    present = merge_under_way(pull)
    if present is not None:
        return ApiAnswer(merge_result(pull, present), 409 if present.status == "pending" else 200)
    wanted = requested(pull, request, action, bool(call.take("bypass_rules", bool)))
    place, workflows = (repository, pull), call.may("workflows")
    begin_merge(call.site, place, wanted, call.actor, workflows)
    return ApiAnswer(merge_result(pull, wanted), 202)


@route(
    "GET",
    f"{PULL}/merge-async/{{uuid}}",
    "pull_requests:read",
    "pulls/pulls#get-the-result-of-an-asynchronous-merge",
)
async def get_merge_async(call: ApiCall) -> ApiAnswer:
    """What has become of a merge in the background."""
    found = (merge for merge in call.pull.merges if merge.uuid == call.params["uuid"])
    merge = next(found, None)
    if merge is None:
        raise not_found()
    return ApiAnswer(merge_result(call.pull, merge))


@route("GET", RULES, "metadata:read", "repos/rules#get-rules-for-a-branch")
async def list_branch_rules(call: ApiCall) -> ApiAnswer:
    """The rules that hold for a branch, whether or not it exists."""
    rules = call.repository.rules.get(call.params["branch"])
    return call.page(branch_rules(call.repository, rules) if rules else [])


def _wanted(call: ApiCall, default: str) -> MergeRequest:
    method = call.text("merge_method", default)
    _one_of("merge_method", method, METHODS)
    return MergeRequest(
        method=method,
        title=call.take("commit_title", str),
        message=call.take("commit_message", str),
        sha=call.take("sha", str),
    )


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        listed = ", ".join(f'"{one}"' for one in choices)
        raise invalid_request(f"For 'properties/{name}', {value} is not a member of [{listed}].")
