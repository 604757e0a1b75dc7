"""The app's own pull request for a merge that git cannot make as it should: one for each number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.check_result import CHECKED_BEFORE, passed_check
from ghapp.features.context import JobContext
from ghapp.features.digest import digest_of
from ghapp.features.merge_plan import MergePlan
from ghapp.features.own_pulls import is_own, merge_branch
from ghapp.ports.errors import AlreadyExists, TransientError
from ghapp.ports.store import Memory
from ghapp.ports.values import FileChange, PullRequest


@dataclass(frozen=True, slots=True)
class OfferedMerge(Memory):
    """That there may be a branch of the app that merges a pull request at a head."""

    kind: ClassVar[str] = "offered merge"

    head: str = ""
    digest: str = ""  # of what the commit is made of
    commit: str = ""  # "" while it is not known to be made


class BranchTaken(Exception):
    """A branch of this name is there, and not the app's; the message is its name."""


async def offer_merge(
    context: JobContext, plan: MergePlan, words: tuple[str, str]
) -> tuple[int, str]:
    """Have a branch with the merge, and a pull request from it; found again after a crash.

    Returns:
        The number of that pull request, and its head.

    Raises:
        BranchTaken: somebody else made the branch.

    """
    repository, pull = context.repository, plan.pull
    branch = merge_branch(pull.number)
    digest = digest_of(plan.snapshot.tip, pull.head.sha, sorted(plan.result.items()), words)
    offered, tip = await context.recall(OfferedMerge, pull.number), await repository.tip(branch)
    if offered.digest == digest and tip is not None and offered.commit == tip:
        # As it is: GitHub has to find out anew whether a moved branch can be merged.
        return await _pull_from(context, branch, plan), tip
    if tip is not None and not offered.head:
        raise BranchTaken(branch)
    await context.remember(OfferedMerge(pull.head.sha), pull.number)
    changes = [FileChange(path, content) for path, content in sorted(plan.result.items())]
    parents = [plan.snapshot.tip, pull.head.sha]
    commit = await repository.commit(parents, changes, "\n\n".join(filter(None, words)))
    await repository.move_branch(branch, tip, commit)
    number = await _pull_from(context, branch, plan)
    await repository.write_check(commit, passed_check(f"Merges #{pull.number}", CHECKED_BEFORE))
    await context.remember(OfferedMerge(pull.head.sha, digest, commit), pull.number)
    return number, commit


async def _pull_from(context: JobContext, branch: str, plan: MergePlan) -> int:
    found = await _open_from(context, branch)
    if found is not None:
        return found.number
    number = plan.pull.number
    title, body = (
        f"Merge #{number}",
        (
            f"Merges #{number} into the current draft, every submission in its section. GitHub's"
            " own merge would not do: others changed the same lines, or a correction or a move is"
            f" applied.\n\nI merge it at once where I may, and close it when #{number} changes."
        ),
    )
    try:
        return await context.repository.create_pull(branch, plan.snapshot.branch, title, body)
    except AlreadyExists as error:
        raise TransientError(str(error)) from error


async def _open_from(context: JobContext, branch: str) -> PullRequest | None:
    pulls = await context.repository.pulls_from(branch)
    return next((p for p in pulls if p.is_open and is_own(p, context.repository)), None)


async def withdraw_merge(context: JobContext, number: int) -> None:
    """Close what was offered for a pull request and delete the branch, if there is any."""
    if not (await context.recall(OfferedMerge, number)).head:
        return
    branch = merge_branch(number)
    found = await _open_from(context, branch)
    if found is not None:
        await context.repository.close_pull(found.number)
    tip = await context.repository.tip(branch)
    if tip is not None:
        await context.repository.move_branch(branch, tip, None)
    await context.forget(OfferedMerge, number)


async def follow_offer(context: JobContext, pull: PullRequest) -> None:
    """Withdraw what was offered for another head, or for a pull request that is closed by now."""
    offered = (await context.recall(OfferedMerge, pull.number)).head
    if offered and (offered != pull.head.sha or not pull.is_open):
        await withdraw_merge(context, pull.number)
