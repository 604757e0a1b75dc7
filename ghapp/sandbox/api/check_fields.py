"""The limits of a check run: what its fields may say, and how much."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ghapp.sandbox.api.call import ApiCall
from ghapp.sandbox.errors import invalid_request, missing_field
from ghapp.sandbox.state.conversation import Json

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


MESSAGE_LIMIT = 64 * 1024  # bytes, where other limits count characters


MOST_ANNOTATIONS, MOST_ACTIONS = 50, 3


ACTION_LIMITS = {"label": 20, "description": 40, "identifier": 20}


def check_fields(call: ApiCall) -> None:
    """Refuses a check run that GitHub would not take."""
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
    if len(annotation["message"].encode()) > MESSAGE_LIMIT:
        raise invalid_request("A message has at most 64 KB.")
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
