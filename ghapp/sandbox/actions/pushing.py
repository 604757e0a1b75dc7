"""Moving a branch, and all that GitHub does then: events, new heads, pull requests that end."""

from __future__ import annotations

from ghapp.sandbox.actions.pull_facts import pull_payload
from ghapp.sandbox.payloads import git as git_payloads
from ghapp.sandbox.payloads import repositories
from ghapp.sandbox.payloads.checks import check_suite
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.checks import HostedCheckSuite
from ghapp.sandbox.state.conversation import Actor, HostedTimelineEvent, Json
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository
from ghapp.sandbox.world import stamp

NO_COMMIT = "0" * 40
LISTED_COMMITS = 2048


async def move_branch(
    site: Site, repository: HostedRepository, branch: str, new: str | None, actor: Actor
) -> None:
    """Creates, moves or (with `None`) deletes a branch."""
    old = repository.branch(branch)
    if old == new:
        return
    await repository.git.set_ref(f"{repository.namespace}heads/{branch}", new)
    repository.pushed_at = site.world.now()
    await _announce(site, repository, branch, (old, new), actor)
    for base in filter(None, (repository, repository.parent)):
        for pull in base.pulls:
            from_here = pull.head_repository is repository and pull.head_ref == branch
            if from_here and pull.state == "open":
                await _head_moved(site, base, pull, new, actor)
    await _end_merged_pulls(site, repository, branch, (old, new), actor)


async def close_pull(site: Site, base: HostedRepository, pull: HostedPull, actor: Actor) -> None:
    """Closes a pull request, merged or not, and says so."""
    pull.state = "closed"
    pull.closed_at = pull.updated_at = site.world.now()
    pull.closed_by = actor.user
    if pull.merged_at is not None:
        record(site, pull, "merged", actor, {"commit_id": pull.merge_commit_sha})
    record(site, pull, "closed", actor)
    await tell_pull(site, base, pull, "closed", actor)


async def mark_merged(
    site: Site, base: HostedRepository, pull: HostedPull, commit: str, actor: Actor
) -> None:
    """Turns a pull request "merged", by this commit of its base branch."""
    pull.merged_at = site.world.now()
    pull.merged_by = actor.user
    pull.merge_commit_sha = commit
    await close_pull(site, base, pull, actor)


async def tell_pull(
    site: Site,
    base: HostedRepository,
    pull: HostedPull,
    action: str,
    actor: Actor,
    **more: object,
) -> None:
    """Sends a `pull_request` event."""
    payload = {
        "action": action,
        "number": pull.number,
        "pull_request": await pull_payload(site, base, pull),
    }
    site.tell(base, "pull_request", actor, payload | more)


def record(
    site: Site, pull: HostedPull, event: str, actor: Actor, details: Json | None = None
) -> None:
    """Writes something into the history of a pull request."""
    entry = HostedTimelineEvent(site.world.next_id(), event, actor, site.world.now(), details or {})
    pull.timeline.append(entry)


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
    await base.git.set_ref(f"{base.namespace}pull/{pull.number}/head", new)
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


async def _announce(
    site: Site,
    repository: HostedRepository,
    branch: str,
    tips: tuple[str | None, str | None],
    actor: Actor,
) -> None:
    if site.world.installation_on(repository) is None:
        return
    old, new = tips
    forced = bool(old and new and not await repository.git.is_ancestor(old, new))
    base = old or repository.branch(repository.default_branch)
    shas = await repository.git.commits_between(base, new) if new else []
    commits = [_push_commit(site, repository, sha) for sha in shas[-LISTED_COMMITS:]]
    page = repositories.page_of(site.world, repository)
    payload: Json = {
        "ref": f"refs/heads/{branch}",
        "before": old or NO_COMMIT,
        "after": new or NO_COMMIT,
        "created": old is None,
        "deleted": new is None,
        "forced": forced,
        "base_ref": None,
        "compare": f"{page}/compare/{(old or NO_COMMIT)[:12]}...{(new or NO_COMMIT)[:12]}",
        "commits": commits,
        "head_commit": _push_commit(site, repository, new) if new else None,
        "pusher": {"name": actor.user.login, "email": _address(actor)},
    }
    site.tell(repository, "push", actor, payload)
    if new is not None:
        _request_checks(site, repository, branch, (old, new), actor)


def _push_commit(site: Site, repository: HostedRepository, sha: str) -> Json:
    git = repository.git
    commit = git.made(sha)
    parent = git.commit(commit.parents[0]) if commit.parents else None
    paths: dict[str, list[str]] = {"added": [], "removed": [], "modified": []}
    for status, path in git.changed_paths(parent.tree if parent else None, commit.tree):
        paths[status].append(path)
    return {
        "id": sha,
        "tree_id": commit.tree,
        "distinct": True,
        "message": commit.message,
        "timestamp": stamp(commit.committer.when),
        "url": f"{repositories.page_of(site.world, repository)}/commit/{sha}",
        "author": git_payloads.signature(commit.author),
        "committer": git_payloads.signature(commit.committer),
        **paths,
    }


def _request_checks(
    site: Site,
    repository: HostedRepository,
    branch: str,
    tips: tuple[str | None, str],
    actor: Actor,
) -> None:
    installation = site.world.installation_on(repository)
    if installation is None or installation.permissions.get("checks") != "write":
        return
    suite = suite_at(site, repository, tips[1], branch)
    suite.before = tips[0]
    payload = {
        "action": "requested",
        "check_suite": check_suite(site.world, repository, suite),
    }
    site.tell(repository, "check_suite", actor, payload)


def suite_at(
    site: Site, repository: HostedRepository, sha: str, branch: str | None = None
) -> HostedCheckSuite:
    """The app's check suite on a commit, made when there is none."""
    found = (suite for suite in repository.suites.values() if suite.head_sha == sha)
    suite = next(found, None)
    if suite is None:
        now = site.world.now()
        suite = HostedCheckSuite(site.world.next_id(), sha, branch, None, now, now)
        repository.suites[suite.id] = suite
    suite.head_branch = suite.head_branch or branch
    return suite


def _address(actor: Actor) -> str:
    return f"{actor.user.id}+{actor.user.login}@users.noreply.github.com"
