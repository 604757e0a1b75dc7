"""Check runs, annotations and suites as GitHub writes them."""

from __future__ import annotations

from ghapp.sandbox.formats import maybe_stamp, node_id, stamp
from ghapp.sandbox.payloads import apps
from ghapp.sandbox.payloads.commits import signature
from ghapp.sandbox.payloads.pulls import pull_minimal
from ghapp.sandbox.payloads.repositories import page_of, url_of
from ghapp.sandbox.state.checks import HostedCheckRun, HostedCheckSuite
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.world import HostedWorld

_WORST = ("action_required", "cancelled", "timed_out", "failure", "neutral", "success", "skipped")


def pulls_at(world: HostedWorld, repository: HostedRepository, head_sha: str) -> list[Json]:
    """The open pull requests with this head: only those whose branch is in this repository."""
    return [
        pull_minimal(world, repository, pull)
        for pull in repository.pulls
        if pull.state == "open" and pull.head_sha == head_sha and pull.head_repository is repository
    ]


def check_run(world: HostedWorld, repository: HostedRepository, run: HostedCheckRun) -> Json:
    """A check run."""
    url = f"{url_of(world, repository)}/check-runs/{run.id}"
    page = f"{page_of(world, repository)}/runs/{run.id}"
    return {
        "id": run.id,
        "node_id": node_id("CheckRun", run.id),
        "name": run.name,
        "head_sha": run.head_sha,
        "external_id": run.external_id,
        "url": url,
        "html_url": page,
        "details_url": run.details_url or world.app.manifest.get("url") or page,
        "status": run.status,
        "conclusion": run.conclusion,
        "started_at": stamp(run.started_at),
        "completed_at": maybe_stamp(run.completed_at),
        "output": {
            "title": run.title,
            "summary": run.summary,
            "text": run.text,
            "annotations_count": len(run.annotations),
            "annotations_url": f"{url}/annotations",
        },
        "check_suite": {"id": run.suite.id},
        "app": apps.app(world),
        "pull_requests": pulls_at(world, repository, run.head_sha),
    }


def check_suite(world: HostedWorld, repository: HostedRepository, suite: HostedCheckSuite) -> Json:
    """A check suite with the state that follows from its runs."""
    runs = [run for run in repository.runs.values() if run.suite is suite]
    done = bool(runs) and all(run.status == "completed" for run in runs)
    url = f"{url_of(world, repository)}/check-suites/{suite.id}"
    order = [_WORST.index(run.conclusion or "neutral") for run in runs]
    return {
        "id": suite.id,
        "node_id": node_id("CheckSuite", suite.id),
        "head_branch": suite.head_branch,
        "head_sha": suite.head_sha,
        "status": "completed" if done else "queued",
        "conclusion": _WORST[min(order)] if done else None,
        "url": url,
        "before": suite.before,
        "after": suite.head_sha,
        "pull_requests": pulls_at(world, repository, suite.head_sha),
        "app": apps.app(world),
        "created_at": stamp(suite.created_at),
        "updated_at": stamp(suite.updated_at),
        "rerequestable": True,
        "runs_rerequestable": True,
        "latest_check_runs_count": len(runs),
        "check_runs_url": f"{url}/check-runs",
        "head_commit": simple_commit(repository, suite.head_sha),
    }


def simple_commit(repository: HostedRepository, sha: str) -> Json | None:
    """The head commit as check suites carry it."""
    found = repository.git.commit(sha)
    if found is None:
        return None
    author, committer = signature(found.author), signature(found.committer)
    return {
        "id": found.sha,
        "tree_id": found.tree,
        "message": found.message,
        "timestamp": stamp(found.committer.when),
        "author": {"name": author["name"], "email": author["email"]},
        "committer": {"name": committer["name"], "email": committer["email"]},
    }
