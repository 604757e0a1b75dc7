"""Merging a pull request: what refuses it, and what its base branch moves to."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions.branch_rules import refuse_merge
from ghapp.sandbox.actions.committing import NewCommit, commit
from ghapp.sandbox.actions.pull_events import mark_merged
from ghapp.sandbox.actions.pull_facts import base_tip, commits, test_merge
from ghapp.sandbox.actions.pushing import move_branch
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.merges import MergeRequest
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository
from ghapp.sandbox.state.rules import REBASE, SQUASH

NOT_MERGEABLE = "Pull Request is not mergeable"
BASE_MODIFIED = "Base branch was modified. Review and try the merge again."
HEAD_MODIFIED = "Head branch was modified. Review and try the merge again."


@dataclass(frozen=True)
class PreparedMerge:
    """A finished merge that is not on the base branch yet, and the tip it was made for."""

    tip: str
    commit: str


async def prepare_merge(
    site: Site, base: HostedRepository, pull: HostedPull, wanted: MergeRequest, actor: Actor
) -> PreparedMerge:
    """The commit that the base branch would move to, or GitHub's reason why not."""
    _refuse_state(pull, wanted)
    refuse_merge(base, pull, wanted.method)
    if not await test_merge(site, base, pull):
        # Right after a pull request was opened or its base moved GitHub does not know it yet.
        raise ApiError(405, BASE_MODIFIED)
    tip = base_tip(base, pull)
    if wanted.method == REBASE:
        return PreparedMerge(tip, await _rebased(site, base, pull, tip, actor))
    tree = await base.git.merged_tree(tip, pull.head_sha)
    if tree is None:
        raise ApiError(405, NOT_MERGEABLE)
    if wanted.method == SQUASH:
        new = await _squashed(base, pull, wanted, (tree, tip))
    else:
        title = wanted.title or f"Merge pull request #{pull.number} from {_source(pull)}"
        message = pull.title if wanted.message is None else wanted.message
        new = NewCommit(tree, (tip, pull.head_sha), f"{title}\n\n{message}".strip())
    return PreparedMerge(tip, commit(site, base, new, actor.user))


def _refuse_state(pull: HostedPull, wanted: MergeRequest) -> None:
    if pull.state == "open" and pull.draft:
        raise ApiError(405, "Pull Request is still a draft")
    if pull.state != "open":
        raise ApiError(405, NOT_MERGEABLE)
    if wanted.sha is not None and wanted.sha != pull.head_sha:
        raise ApiError(409, HEAD_MODIFIED)


async def finish_merge(
    site: Site, base: HostedRepository, pull: HostedPull, merged: PreparedMerge, actor: Actor
) -> None:
    """Moves the base branch; a squashed or rebased pull request is marked by hand."""
    if base_tip(base, pull) != merged.tip:
        raise ApiError(405, BASE_MODIFIED)
    await move_branch(site, base, pull.base_ref, merged.commit, actor)
    if pull.merged_at is None:
        pull.base_sha = merged.tip
        await mark_merged(site, base, pull, merged.commit, actor)


async def _rebased(
    site: Site, base: HostedRepository, pull: HostedPull, tip: str, actor: Actor
) -> str:
    for sha in await commits(base, pull):
        old = base.git.made(sha)
        if len(old.parents) != 1:
            continue
        onto = base.git.made(tip)
        # The same tree on the old parent makes that parent the merge base of the two.
        moved = NewCommit(onto.tree, old.parents, "onto", old.author, old.committer)
        tree = await base.git.merged_tree(commit(site, base, moved, actor.user), sha)
        if tree is None:
            raise ApiError(405, NOT_MERGEABLE)
        again = NewCommit(tree, (tip,), old.message, old.author, old.committer)
        tip = commit(site, base, again, actor.user)
    return tip


async def _squashed(
    base: HostedRepository, pull: HostedPull, wanted: MergeRequest, place: tuple[str, str]
) -> NewCommit:
    """All commits as one; `place` is the merged tree and the tip that it stands on."""
    title = wanted.title or f"{pull.title} (#{pull.number})"
    message = wanted.message
    if message is None:
        found = [base.git.made(sha).message.strip() for sha in await commits(base, pull)]
        message = "" if len(found) == 1 else "\n\n".join(f"* {one}" for one in found)
    return NewCommit(place[0], (place[1],), f"{title}\n\n{message}".strip())


def _source(pull: HostedPull) -> str:
    return f"{pull.head_owner.login}/{pull.head_ref}"
