"""Merging a pull request: what refuses it, and what its base branch moves to."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions.committing import NewCommit, commit
from ghapp.sandbox.actions.pull_events import mark_merged
from ghapp.sandbox.actions.pull_facts import base_tip, commits
from ghapp.sandbox.actions.pushing import move_branch
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository

NOT_MERGEABLE = "Pull Request is not mergeable"


@dataclass(frozen=True)
class MergeRequest:
    """How somebody wants a pull request merged."""

    method: str = "merge"
    title: str | None = None
    message: str | None = None
    sha: str | None = None


@dataclass(frozen=True)
class PreparedMerge:
    """A finished merge that is not on the base branch yet, and the tip it was made for."""

    tip: str
    commit: str


async def prepare_merge(
    site: Site, base: HostedRepository, pull: HostedPull, wish: MergeRequest, actor: Actor
) -> PreparedMerge:
    """The commit that the base branch would move to, or GitHub's reason why not."""
    if pull.state == "open" and pull.draft:
        raise ApiError(405, "Pull Request is still a draft")
    if pull.state != "open":
        raise ApiError(405, NOT_MERGEABLE)
    if wish.sha is not None and wish.sha != pull.head_sha:
        raise ApiError(409, "Head branch was modified. Review and try the merge again.")
    tip = base_tip(base, pull)
    if wish.method == "rebase":
        return PreparedMerge(tip, await _rebased(site, base, pull, tip, actor))
    tree = await base.git.merged_tree(tip, pull.head_sha)
    if tree is None:
        raise ApiError(405, NOT_MERGEABLE)
    if wish.method == "squash":
        title = wish.title or f"{pull.title} (#{pull.number})"
        message = wish.message if wish.message is not None else await _squash_body(base, pull)
        new = NewCommit(tree, (tip,), f"{title}\n\n{message}".strip())
    else:
        title = wish.title or f"Merge pull request #{pull.number} from {_merge_source(pull)}"
        message = wish.message if wish.message is not None else pull.title
        new = NewCommit(tree, (tip, pull.head_sha), f"{title}\n\n{message}".strip())
    return PreparedMerge(tip, commit(site, base, new, actor.user))


async def finish_merge(
    site: Site, base: HostedRepository, pull: HostedPull, merged: PreparedMerge, actor: Actor
) -> None:
    """Moves the base branch; a squashed or rebased pull request is marked by hand."""
    if base_tip(base, pull) != merged.tip:
        raise ApiError(405, "Base branch was modified. Review and try the merge again.")
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


async def _squash_body(base: HostedRepository, pull: HostedPull) -> str:
    found = [base.git.commit(sha) for sha in await commits(base, pull)]
    messages = [one.message.strip() for one in found if one is not None]
    return "" if len(messages) == 1 else "\n\n".join(f"* {message}" for message in messages)


def _merge_source(pull: HostedPull) -> str:
    return f"{pull.head_owner.login}/{pull.head_ref}"
