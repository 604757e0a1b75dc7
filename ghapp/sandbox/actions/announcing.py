"""A push is announced: the `push` event, and the check suite that it asks for."""

from __future__ import annotations

from ghapp.sandbox.formats import stamp
from ghapp.sandbox.payloads import commits, repositories
from ghapp.sandbox.payloads.checks import check_suite
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.checks import HostedCheckSuite
from ghapp.sandbox.state.conversation import Actor, Json
from ghapp.sandbox.state.repositories import HostedRepository

NO_COMMIT = "0" * 40
LISTED_COMMITS = 2048


async def announce(
    site: Site,
    repository: HostedRepository,
    branch: str,
    tips: tuple[str | None, str | None],
    actor: Actor,
) -> None:
    """Tells the app of a push, and asks for its checks."""
    if site.world.installation_on(repository) is None:
        return
    old, new = tips
    forced = bool(old and new and not await repository.git.is_ancestor(old, new))
    base = old or repository.branch(repository.default_branch)
    shas = await repository.git.commits_between(base, new) if new else []
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
        "commits": [_push_commit(site, repository, sha) for sha in shas[-LISTED_COMMITS:]],
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
        "author": commits.signature(commit.author),
        "committer": commits.signature(commit.committer),
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
