"""Check runs: made by the app, rerun and acted upon by people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ghapp.sandbox.actions.announcing import suite_at
from ghapp.sandbox.payloads import checks
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import Actor, Json
from ghapp.sandbox.state.repositories import HostedRepository


def create_run(
    site: Site, repository: HostedRepository, name: str, head_sha: str, fields: Json, actor: Actor
) -> HostedCheckRun:
    """Makes a check run on a commit."""
    suite = suite_at(site, repository, head_sha)
    now = site.world.now()
    run = HostedCheckRun(site.world.next_id(), suite, name, head_sha, "queued", now)
    repository.runs[run.id] = run
    _apply(site, run, fields)
    tell_run(site, repository, run, "created", actor)
    if run.status == "completed":
        tell_run(site, repository, run, "completed", actor)
    return run


def tell_run(
    site: Site,
    repository: HostedRepository,
    run: HostedCheckRun,
    action: str,
    actor: Actor,
    **more: object,
) -> None:
    """Sends a `check_run` event."""
    payload = checks.check_run(site.world, repository, run)
    payload["check_suite"] = checks.check_suite(site.world, repository, run.suite)
    payload["check_suite"].pop("head_commit")
    site.tell(repository, "check_run", actor, {"action": action, "check_run": payload} | more)


def press_button(
    site: Site, repository: HostedRepository, run: HostedCheckRun, identifier: str, actor: Actor
) -> None:
    """Somebody with write access presses a button of a finished check run."""
    if not repository.may_write(actor.user.login):
        raise PermissionError(f"{actor.user.login} sees no buttons: no write access")
    if run.status != "completed":
        raise LookupError("the buttons of a check run show when it has finished")
    if identifier not in {action["identifier"] for action in run.actions}:
        raise LookupError(f"the check run {run.name!r} has no button {identifier!r}")
    wanted = {"identifier": identifier}
    tell_run(site, repository, run, "requested_action", actor, requested_action=wanted)


def rerequest_run(
    site: Site, repository: HostedRepository, run: HostedCheckRun, actor: Actor
) -> None:
    """Somebody presses Re-run on one check."""
    tell_run(site, repository, run, "rerequested", actor)


def rerequest_suite(site: Site, repository: HostedRepository, head_sha: str, actor: Actor) -> None:
    """Somebody presses Re-run on all checks of a commit."""
    suite = suite_at(site, repository, head_sha)
    payload = {
        "action": "rerequested",
        "check_suite": checks.check_suite(site.world, repository, suite),
    }
    site.tell(repository, "check_suite", actor, payload)


def _apply(site: Site, run: HostedCheckRun, fields: Json) -> None:
    for name in ("name", "external_id", "details_url", "status", "conclusion"):
        if fields.get(name) is not None:
            setattr(run, name, fields[name])
    for name in ("started_at", "completed_at"):
        if fields.get(name) is not None:
            setattr(run, name, datetime.fromisoformat(fields[name]))
    if fields.get("conclusion") is not None:
        run.status = "completed"
    if run.status == "completed":
        run.completed_at = run.completed_at or site.world.now()
    else:
        run.conclusion = run.completed_at = None
    if "actions" in fields:
        run.actions = list(fields["actions"])
    output = fields.get("output")
    if output is not None:
        _apply_output(run, output)
    run.suite.updated_at = site.world.now()


def _apply_output(run: HostedCheckRun, output: Json) -> None:
    take: Callable[[str, Any], Any] = output.get
    run.title = take("title", run.title)
    run.summary = take("summary", run.summary)
    run.text = take("text", run.text)
    run.annotations += take("annotations", [])
