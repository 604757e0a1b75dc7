"""Endpoints of check runs and suites."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ghapp.sandbox.actions import checking
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.repositories import resolve
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError, invalid_request, missing_field, not_found
from ghapp.sandbox.payloads import checks
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import Json

READ, WRITE = "checks:read", "checks:write"
RUNS = "/repos/{owner}/{repo}/check-runs"
DOCS, SUITE_DOCS = "checks/runs", "checks/suites"
CONCLUSIONS = (
    "action_required",
    "cancelled",
    "failure",
    "neutral",
    "success",
    "skipped",
    "stale",
    "timed_out",
)
STATUSES = ("queued", "in_progress", "completed")
LEVELS = ("notice", "warning", "failure")
TEXT_LIMIT = 65_535
MESSAGE_LIMIT = 64 * 1024
MOST_ANNOTATIONS, MOST_ACTIONS = 50, 3
ACTION_LIMITS = {"label": 20, "description": 40, "identifier": 20}


@route("POST", RUNS, WRITE, f"{DOCS}#create-a-check-run")
async def create_run(call: ApiCall) -> ApiAnswer:
    """Makes a check run."""
    repository, name, sha = call.repository, call.text("name"), call.text("head_sha")
    _check_fields(call)
    if repository.git.commit(sha) is None:
        raise ApiError(422, f"No commit found for SHA: {sha}")
    run = checking.create_run(call.site, repository, name, sha, call.body, call.actor)
    return ApiAnswer(checks.check_run(call.site.world, repository, run), 201)


@route("PATCH", f"{RUNS}/{{id}}", WRITE, f"{DOCS}#update-a-check-run")
async def update_run(call: ApiCall) -> ApiAnswer:
    """Changes a check run."""
    run = _run(call)
    _check_fields(call)
    checking.update_run(call.site, call.repository, run, call.body, call.actor)
    return ApiAnswer(checks.check_run(call.site.world, call.repository, run))


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


def _run(call: ApiCall) -> HostedCheckRun:
    found = call.repository.runs.get(call.number("id"))
    if found is None:
        raise not_found()
    return found


def _commit(call: ApiCall) -> str:
    sha = resolve(call.repository, call.params["ref"])
    if sha is None or call.repository.git.commit(sha) is None:
        raise ApiError(422, f"No commit found for SHA: {call.params['ref']}")
    return sha


def _check_fields(call: ApiCall) -> None:
    status = call.take("status", str)
    conclusion = call.take("conclusion", str)
    _one_of("status", status, STATUSES)
    _one_of("conclusion", conclusion, CONCLUSIONS)
    if status == "completed" and conclusion is None:
        raise missing_field("conclusion")
    for name in ("started_at", "completed_at"):
        _check_time(name, call.take(name, str))
    actions = call.take("actions", list) or []
    _at_most(actions, MOST_ACTIONS)
    for action in actions:
        for name, limit in ACTION_LIMITS.items():
            _check_text(action, name, limit)
    output = call.take("output", dict)
    if output is not None:
        _check_output(output, creating=call.method == "POST")


def _check_output(output: Json, creating: bool) -> None:
    for name in ("title", "summary"):
        if name not in output and (creating or name == "summary"):
            raise missing_field(name)
    for name in ("title", "summary", "text"):
        if output.get(name) is not None:
            _check_text(output, name, TEXT_LIMIT)
    annotations = output.get("annotations") or []
    _at_most(annotations, MOST_ANNOTATIONS)
    for annotation in annotations:
        _check_annotation(annotation)


def _check_annotation(annotation: Any) -> None:
    for name in ("path", "start_line", "end_line", "annotation_level", "message"):
        if not isinstance(annotation, dict) or annotation.get(name) is None:
            raise missing_field(name)
    _one_of("annotation_level", annotation["annotation_level"], LEVELS)
    _check_text(annotation, "message", MESSAGE_LIMIT)
    if annotation.get("title") is not None:
        _check_text(annotation, "title", 255)
    first, last = annotation["start_line"], annotation["end_line"]
    if not isinstance(first, int) or not isinstance(last, int):
        raise invalid_request("For 'properties/start_line', it is not an integer.")
    columns = [annotation.get("start_column"), annotation.get("end_column")]
    if first != last and columns != [None, None]:
        raise invalid_request("start_column and end_column need start_line and end_line to match.")
    if first < 1 or last < first:
        raise invalid_request("end_line must not be before start_line.")


def _one_of(name: str, value: str | None, choices: tuple[str, ...]) -> None:
    if value is not None and value not in choices:
        listed = ", ".join(f'"{one}"' for one in choices)
        raise invalid_request(f"For 'properties/{name}', {value} is not a member of [{listed}].")


def _at_most(items: list[Any], limit: int) -> None:
    if len(items) > limit:
        raise invalid_request(
            f"No more than {limit} items are allowed; {len(items)} were supplied."
        )


def _check_text(place: Any, name: str, limit: int) -> None:
    value = place.get(name) if isinstance(place, dict) else None
    if not isinstance(value, str):
        raise missing_field(name)
    if len(value) > limit:
        raise invalid_request(f"Only {limit} characters are allowed; {len(value)} were supplied.")


def _check_time(name: str, value: str | None) -> None:
    if value is None:
        return
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise invalid_request(f"For 'properties/{name}', {value} is not a valid date-time.")
