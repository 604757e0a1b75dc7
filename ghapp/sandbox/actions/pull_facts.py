"""What GitHub works out about a pull request: its commits, its files, and whether it merges."""

from __future__ import annotations

from ghapp.sandbox.actions.branch_rules import what_is_missing
from ghapp.sandbox.diffs import DiffFile
from ghapp.sandbox.objects import Signature, write_commit
from ghapp.sandbox.payloads import pulls
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository


def base_tip(repository: HostedRepository, pull: HostedPull) -> str:
    """The tip of the base branch while the pull request is open, what it was when it closed."""
    tip = repository.branch(pull.base_ref) if pull.state == "open" else None
    return tip or pull.base_sha


async def merge_base(
    repository: HostedRepository, pull: HostedPull, head: str | None = None
) -> str:
    """Where the branches parted: what changed is always counted from here."""
    tip = base_tip(repository, pull)
    return await repository.git.merge_base(tip, head or pull.head_sha) or tip


async def files(repository: HostedRepository, pull: HostedPull) -> list[DiffFile]:
    """The files that the pull request changes."""
    return await repository.git.diff(await merge_base(repository, pull), pull.head_sha)


async def commits(repository: HostedRepository, pull: HostedPull) -> list[str]:
    """The commits of the pull request, oldest first."""
    return await repository.git.commits_between(base_tip(repository, pull), pull.head_sha)


async def pull_payload(site: Site, repository: HostedRepository, pull: HostedPull) -> Json:
    """The pull request in full, with what GitHub knows of its mergeability so far."""
    changes = await files(repository, pull)
    known = pull.merge_tested == (base_tip(repository, pull), pull.head_sha)
    mergeable = pull.mergeable if known and pull.state == "open" else None
    facts = pulls.PullCounts(
        commits=len(await commits(repository, pull)),
        additions=sum(change.additions for change in changes),
        deletions=sum(change.deletions for change in changes),
        changed_files=len(changes),
        mergeable=mergeable,
        mergeable_state=_mergeable_state(repository, pull, mergeable),
    )
    return pulls.pull(site.world, repository, pull, facts)


def _mergeable_state(repository: HostedRepository, pull: HostedPull, mergeable: bool | None) -> str:
    if mergeable is None:
        return "unknown"
    if not mergeable:
        return "dirty"
    if pull.draft:
        return "draft"
    if any(what_is_missing(repository, pull)):
        return "blocked"
    red = any(
        run.conclusion in ("failure", "cancelled", "timed_out", "action_required")
        for run in repository.runs.values()
        if run.head_sha == pull.head_sha
    )
    return "unstable" if red else "clean"


async def test_merge(site: Site, repository: HostedRepository, pull: HostedPull) -> bool:
    """What GitHub does in the background once somebody asked; whether it was known before."""
    tip = base_tip(repository, pull)
    if pull.state != "open" or pull.merge_tested == (tip, pull.head_sha):
        return True
    tree = await repository.git.merged_tree(tip, pull.head_sha)
    pull.mergeable = tree is not None
    pull.merge_tested = (tip, pull.head_sha)
    if tree is None:
        pull.merge_commit_sha = None
        return False
    github = Signature("GitHub", "noreply@github.com", site.world.now())
    message = f"Merge {pull.head_sha} into {tip}"
    data = write_commit(tree, (tip, pull.head_sha), (github, github), message)
    pull.merge_commit_sha = repository.git.write("commit", data)
    name = f"{repository.namespace}pull/{pull.number}/merge"
    repository.git.set_ref(name, pull.merge_commit_sha)
    return False


def is_open_for(base: HostedRepository, label: str, base_ref: str) -> bool:
    """Whether there is an open pull request from this branch to that one."""
    return any(
        pull.state == "open" and pull.head_label == label and pull.base_ref == base_ref
        for pull in base.pulls
    )
