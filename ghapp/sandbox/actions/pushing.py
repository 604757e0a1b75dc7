"""Moving a branch, and all that GitHub does then: events, new heads, pull requests that end."""

from __future__ import annotations

from collections.abc import Mapping

from ghapp.sandbox.actions.announcing import announce
from ghapp.sandbox.actions.pull_events import close_pull, mark_merged, record, tell_pull
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository


async def move_branch(
    site: Site, repository: HostedRepository, branch: str, new: str | None, actor: Actor
) -> None:
    """Creates, moves or (with `None`) deletes a branch."""
    await move_branches(site, repository, {branch: new}, actor)


async def move_branches(
    site: Site, repository: HostedRepository, wanted: Mapping[str, str | None], actor: Actor
) -> None:
    """Moves several branches at one moment, and then does for each what follows."""
    moves = {branch: (repository.branch(branch), new) for branch, new in wanted.items()}
    moves = {branch: tips for branch, tips in moves.items() if tips[0] != tips[1]}
    start = f"{repository.namespace}heads/"
    repository.git.set_refs({start + branch: new for branch, (_, new) in moves.items()})
    for branch, tips in moves.items():
        repository.pushed_at = site.world.now()
        await _follow(site, repository, branch, tips, actor)


async def _follow(
    site: Site,
    repository: HostedRepository,
    branch: str,
    tips: tuple[str | None, str | None],
    actor: Actor,
) -> None:
    """What a push brings about: events, new heads, pull requests that end."""
    await announce(site, repository, branch, tips, actor)
    for base in filter(None, (repository, repository.parent)):
        for pull in base.pulls:
            from_here = pull.head_repository is repository and pull.head_ref == branch
            if from_here and pull.state == "open":
                await _head_moved(site, base, pull, tips[1], actor)
    await _end_merged_pulls(site, repository, branch, tips, actor)


async def _head_moved(
    site: Site, base: HostedRepository, pull: HostedPull, new: str | None, actor: Actor
) -> None:
    if new is None:
        await close_pull(site, base, pull, actor)
        return
    before = pull.head_sha
    if not await base.git.is_ancestor(before, new):
        record(site, pull, "head_ref_force_pushed", actor)
    pull.head_sha = new
    pull.base_sha = base.branch(pull.base_ref) or pull.base_sha
    pull.updated_at = site.world.now()
    base.git.set_ref(f"{base.namespace}pull/{pull.number}/head", new)
    await tell_pull(site, base, pull, "synchronize", actor, before=before, after=new)
    if await base.git.is_ancestor(new, pull.base_sha):  # nothing is left to merge
        await close_pull(site, base, pull, actor)


async def _end_merged_pulls(
    site: Site,
    repository: HostedRepository,
    branch: str,
    tips: tuple[str | None, str | None],
    actor: Actor,
) -> None:
    old, new = tips
    ending = [pull for pull in repository.pulls if pull.base_ref == branch]
    ending = [pull for pull in ending if pull.state == "open"]
    if not ending or old is None:
        return
    arrived = set(await repository.git.commits_between(old, new)) if new else set()
    for pull in ending:
        if new is None:
            await close_pull(site, repository, pull, actor)
        elif pull.head_sha in arrived:
            pull.base_sha = old
            await mark_merged(site, repository, pull, new, actor)
