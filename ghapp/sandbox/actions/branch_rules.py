"""What the rules of a branch forbid, in GitHub's words."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository
from ghapp.sandbox.state.rules import MERGE, BranchRules

METHOD_NAMES = {"merge": "Merge commits", "squash": "Squash merges", "rebase": "Rebase merges"}
PULLS_ONLY = "Changes must be made through a pull request."
QUEUE_ONLY = "Changes must be made through the merge queue"
PASSED = ("success", "neutral", "skipped")


def refuse_direct_change(repository: HostedRepository, branch: str) -> None:
    """Nobody without a bypass moves or deletes a branch that takes pull requests only."""
    if branch in repository.rules:
        raise _violated(422, PULLS_ONLY)


def refuse_deletion(repository: HostedRepository, branch: str) -> None:
    """Nobody deletes the default branch either."""
    refuse_direct_change(repository, branch)
    if branch == repository.default_branch:
        raise ApiError(422, "Cannot delete the default branch")


def refuse_merge(repository: HostedRepository, pull: HostedPull, method: str) -> None:
    """A merge in a way that is not allowed, or of a pull request that lacks something."""
    if method not in repository.merge_methods:
        raise ApiError(405, f"{METHOD_NAMES[method]} are not allowed on this repository.")
    rules = repository.rules.get(pull.base_ref)
    if rules is None:
        return
    for reason in (*what_is_missing(repository, pull), *_forbidden_method(rules, method)):
        raise _violated(405, reason)


def what_is_missing(repository: HostedRepository, pull: HostedPull) -> Iterator[str]:
    """Why a pull request cannot be merged yet, whatever the method."""
    rules = repository.rules.get(pull.base_ref)
    if rules is None:
        return
    if rules.merge_queue:
        yield QUEUE_ONLY
    wanted = rules.required_approvals
    if len(_approvers(repository, pull)) < wanted:
        yield f"At least {wanted} approving review is required by reviewers with write access."
    for name in rules.required_checks:
        state = _state_of_check(repository, pull, name)
        if state:
            yield f'Required status check "{name}" is {state}.'


def _forbidden_method(rules: BranchRules, method: str) -> Iterator[str]:
    if rules.linear_history and method == MERGE:
        yield "This branch must not contain merge commits."
    if method not in rules.allowed_methods:
        yield f"{METHOD_NAMES[method]} are not allowed on this branch."


def _approvers(repository: HostedRepository, pull: HostedPull) -> set[str]:
    """Who may write and whose last word, comments aside, is an approval."""
    last = {
        review.author.login: review.state for review in pull.reviews if review.state != "COMMENTED"
    }
    return {
        login
        for login, state in last.items()
        if state == "APPROVED" and repository.may_write(login)
    }


def _state_of_check(repository: HostedRepository, pull: HostedPull, name: str) -> str:
    """What keeps a check from passing; nothing when it passed."""
    runs = [
        run
        for run in repository.runs.values()
        if run.head_sha == pull.head_sha and run.name == name
    ]
    if not runs:
        return "expected"
    if runs[-1].status != "completed":
        return "in progress"
    return "" if runs[-1].conclusion in PASSED else "failing"


def _violated(status: int, reason: str) -> ApiError:
    return ApiError(status, f"Repository rule violations found\n\n{reason}\n\n")
