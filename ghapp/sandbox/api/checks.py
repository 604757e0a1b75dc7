"""Endpoints of check runs."""

from __future__ import annotations

from ghapp.sandbox.actions import checking
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.check_fields import check_fields
from ghapp.sandbox.api.repositories import resolve
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.payloads import checks
from ghapp.sandbox.state.checks import HostedCheckRun

READ, WRITE = "checks:read", "checks:write"
RUNS = "/repos/{owner}/{repo}/check-runs"
DOCS = "checks/runs"


@route("POST", RUNS, WRITE, f"{DOCS}#create-a-check-run")
async def create_run(call: ApiCall) -> ApiAnswer:
    """Makes a check run."""
    repository, name, sha = call.repository, call.text("name"), call.text("head_sha")
    check_fields(call)
    if repository.git.commit(sha) is None:
        raise ApiError(422, f"No commit found for SHA: {sha}")
    run = checking.create_run(call.site, repository, name, sha, call.body, call.actor)
    return ApiAnswer(checks.check_run(call.site.world, repository, run), 201)


@route("GET", "/repos/{owner}/{repo}/commits/{ref...}/check-runs", READ, DOCS)
async def list_runs(call: ApiCall) -> ApiAnswer:
    """The check runs of a commit: of each name the latest, unless all are asked for."""
    query = call.query
    runs = [
        run
        for run in reversed(call.repository.runs.values())
        if run.head_sha == _commit(call)
        and query.get("check_name") in (None, run.name)
        and query.get("status") in (None, run.status)
        and query.get("app_id") in (None, str(call.site.world.app.id))
    ]
    if query.get("filter", "latest") == "latest":
        latest: dict[str, HostedCheckRun] = {}
        for run in runs:
            latest.setdefault(run.name, run)
        runs = list(latest.values())
    world = call.site.world
    return call.page([checks.check_run(world, call.repository, one) for one in runs], "check_runs")


def _commit(call: ApiCall) -> str:
    sha = resolve(call.repository, call.params["ref"])
    if sha is None or call.repository.git.commit(sha) is None:
        raise ApiError(422, f"No commit found for SHA: {call.params['ref']}")
    return sha
