"""The check run on a head: read and written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ghapp.github.access import Access, quoted
from ghapp.ports.checks import Annotation, CheckResult

# GitHub docs, "Create a check run": title 255, summary 65,535 characters, a message 64 KB,
# 50 annotations, 3 actions.
_TITLE: Final = 255
_SUMMARY: Final = 65_535
_MESSAGE_BYTES: Final = 64 * 1024
_MOST_ANNOTATIONS: Final = 50
_MOST_BUTTONS: Final = 3


async def check_digest(at: Access, head: str, name: str) -> str | None:
    """The digest of the newest completed check run of this app and name on a commit."""
    query = f"?check_name={quoted(name)}&filter=latest&app_id={at.speaker.app_id}"
    path = at.path("commits", head, "check-runs") + query
    runs = [run for run in await at.client.read_all(path, "check_runs") if _is_ours(at, run, name)]
    if not runs:
        return None
    newest = max(runs, key=lambda run: int(run["id"]))
    digest: str | None = newest.get("external_id")
    return digest or None


def _is_ours(at: Access, run: Mapping[str, Any], name: str) -> bool:
    app = run.get("app") or {}
    is_done = run.get("status") == "completed"
    return is_done and run.get("name") == name and app.get("id") == at.speaker.app_id


async def write_check(at: Access, head: str, result: CheckResult) -> None:
    """Create a completed check run on a commit."""
    data = {
        "name": result.name,
        "head_sha": head,
        "status": "completed",
        "conclusion": result.conclusion.value,
        "completed_at": f"{at.client.now():%Y-%m-%dT%H:%M:%SZ}",
        "external_id": result.digest,
        "output": {
            "title": result.title[:_TITLE],
            "summary": result.summary[:_SUMMARY],
            "annotations": [_annotation(one) for one in result.annotations[:_MOST_ANNOTATIONS]],
        },
        "actions": [
            {"label": one.label, "description": one.description, "identifier": one.identifier}
            for one in result.buttons[:_MOST_BUTTONS]
        ],
    }
    await at.client.write("POST", at.path("check-runs"), data)


async def begin_check(at: Access, head: str, name: str, title: str) -> None:
    """Create a check run that is in progress; the next one of its name takes its place."""
    output = {"title": title[:_TITLE], "summary": title[:_SUMMARY]}
    data = {"name": name, "head_sha": head, "status": "in_progress", "output": output}
    await at.client.write("POST", at.path("check-runs"), data)


async def passed_checks(at: Access, head: str) -> dict[str, bool | None]:
    """The check runs of a commit by name: passed, failed, or None while one runs."""
    path = at.path("commits", head, "check-runs") + "?filter=latest"
    runs = await at.client.read_all(path, "check_runs")
    return {run["name"]: _passed(run) for run in sorted(runs, key=lambda run: int(run["id"]))}


def _passed(run: Mapping[str, Any]) -> bool | None:
    """GitHub docs, "About protected branches": skipped and neutral ones count as passed."""
    if run.get("status") != "completed":
        return None
    return run.get("conclusion") in {"success", "neutral", "skipped"}


def _annotation(one: Annotation) -> dict[str, str | int]:
    data: dict[str, str | int] = {
        "path": one.place.path,
        "start_line": one.place.line,
        "end_line": one.place.end_line,
        "annotation_level": one.level.value,
        "title": one.title[:_TITLE],
        "message": one.message.encode()[:_MESSAGE_BYTES].decode(errors="ignore"),
    }
    # GitHub docs: columns only if start_line and end_line have the same value.
    is_single = one.place.line == one.place.end_line
    if is_single and one.column is not None and one.end_column is not None:
        data |= {"start_column": one.column, "end_column": one.end_column}
    return data
