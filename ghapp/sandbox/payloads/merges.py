"""Merges and the rules that they keep, as GitHub writes them."""

from __future__ import annotations

from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.merges import HostedMerge
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository
from ghapp.sandbox.state.rules import BranchRules


def merge_result(pull: HostedPull, merge: HostedMerge) -> Json:
    """What became of a merge in the background."""
    if merge.status == "merged":
        return merged_result(pull)
    if merge.status == "failed":
        return failed_result(merge.failure)
    if merge.status == "enqueued":
        message = "Pull Request was added to the merge queue"
        return {"status": "enqueued", "details": {"message": message}}
    details = {
        "message": "Merge request is pending",
        "uuid": merge.uuid,
        "merge_method": merge.request.method,
        "merge_action": merge.action,
        "expected_head_sha": merge.head_sha,
        "bypass_rules": merge.bypass_rules,
    }
    return {"status": "pending", "details": details}


def merged_result(pull: HostedPull) -> Json:
    """A pull request that is merged, however it came about."""
    details = {"message": "Pull Request successfully merged", "sha": pull.merge_commit_sha}
    return {"status": "merged", "details": details}


def failed_result(reason: str) -> Json:
    """A merge that was refused."""
    return {"status": "failed", "details": {"message": reason}}


def branch_rules(repository: HostedRepository, rules: BranchRules) -> list[Json]:
    """The rules of a branch, as anybody may read them."""
    found: list[Json] = [{"type": "pull_request", "parameters": _pull_request(rules)}]
    if rules.required_checks:
        found.append({"type": "required_status_checks", "parameters": _checks(rules)})
    if rules.linear_history:
        found.append({"type": "required_linear_history"})
    if rules.merge_queue:
        found.append({"type": "merge_queue", "parameters": dict(_QUEUE)})
    source = {
        "ruleset_source_type": "Repository",
        "ruleset_source": repository.full_name,
        "ruleset_id": rules.id,
    }
    return [rule | source for rule in found]


def _pull_request(rules: BranchRules) -> Json:
    return {
        "allowed_merge_methods": list(rules.allowed_methods),
        "dismiss_stale_reviews_on_push": False,
        "require_code_owner_review": False,
        "require_last_push_approval": False,
        "required_approving_review_count": rules.required_approvals,
        "required_review_thread_resolution": False,
    }


def _checks(rules: BranchRules) -> Json:
    return {
        "required_status_checks": [{"context": name} for name in rules.required_checks],
        "strict_required_status_checks_policy": False,
        "do_not_enforce_on_create": False,
    }


_QUEUE = {
    "check_response_timeout_minutes": 60,
    "grouping_strategy": "ALLGREEN",
    "max_entries_to_build": 5,
    "max_entries_to_merge": 5,
    "merge_method": "MERGE",
    "min_entries_to_merge": 1,
    "min_entries_to_merge_wait_minutes": 5,
}
