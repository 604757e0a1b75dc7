"""Endpoints of labels: those of the repository, and those on an issue or pull request."""

from __future__ import annotations

import re
from typing import Any

from ghapp.sandbox.actions import labelling
from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import invalid_request, not_found, validation_failed
from ghapp.sandbox.payloads import labels
from ghapp.sandbox.state.conversation import HostedIssue, HostedLabel

READ, WRITE = "issues:read|pull_requests:read", "issues:write|pull_requests:write"
LABELS = "/repos/{owner}/{repo}/labels"
ON_ISSUE = "/repos/{owner}/{repo}/issues/{number}/labels"
DOCS = "issues/labels"
NAME_LIMIT, DESCRIPTION_LIMIT = 50, 100
_COLOR = re.compile(r"[0-9a-fA-F]{6}")


@route("GET", LABELS, READ, DOCS)
async def list_labels(call: ApiCall) -> ApiAnswer:
    """The labels of the repository, by name."""
    found = [call.repository.labels[name] for name in sorted(call.repository.labels)]
    return call.page([_written(call, one) for one in found])


@route("POST", LABELS, WRITE, f"{DOCS}#create-a-label")
async def create_label(call: ApiCall) -> ApiAnswer:
    """Adds a label to the repository."""
    name = call.text("name")
    _check(call, name)
    if name.lower() in call.repository.labels:
        raise validation_failed("Label", "name", "already_exists")
    color = call.text("color", labelling.DEFAULT_COLOR)
    description = call.take("description", str)
    label = labelling.create_label(call.site, call.repository, name, color, description)
    return ApiAnswer(_written(call, label), 201)


@route("PATCH", f"{LABELS}/{{name}}", WRITE, f"{DOCS}#update-a-label")
async def update_label(call: ApiCall) -> ApiAnswer:
    """Changes a label everywhere it is on."""
    label = _label(call)
    name = call.text("new_name", label.name)
    _check(call, name)
    labels = call.repository.labels
    if labels.get(name.lower(), label) is not label:
        raise validation_failed("Label", "name", "already_exists")
    del labels[label.name.lower()]
    labels[name.lower()] = label
    label.name = name
    label.color = call.text("color", label.color)
    if "description" in call.body:
        label.description = call.take("description", str)
    return ApiAnswer(_written(call, label))


@route("POST", ON_ISSUE, WRITE, f"{DOCS}#add-labels-to-an-issue")
async def add_labels(call: ApiCall) -> ApiAnswer:
    """Puts labels on."""
    names = _names(call)
    await labelling.add_labels(call.site, call.repository, call.issue, names, call.actor)
    return _on(call, call.issue)


@route("DELETE", f"{ON_ISSUE}/{{name}}", WRITE, f"{DOCS}#remove-a-label-from-an-issue")
async def remove_label(call: ApiCall) -> ApiAnswer:
    """Takes a label off; answers with those that are left."""
    issue, name = call.issue, call.params["name"]
    await labelling.remove_label(call.site, call.repository, issue, name, call.actor)
    return _on(call, issue)


def _names(call: ApiCall) -> list[str]:
    given: Any = call.take("labels", list)
    if given is None:
        raise invalid_request('"labels" wasn\'t supplied.')
    names: list[str] = []
    for one in given:
        name = one.get("name") if isinstance(one, dict) else one
        if not isinstance(name, str):
            raise invalid_request(f"For 'items', {name} is not a string.")
        names.append(name)
    return names


def _check(call: ApiCall, name: str) -> None:
    description = call.take("description", str)
    if not name.strip():
        raise validation_failed("Label", "name", "missing_field")
    if len(name) > NAME_LIMIT:
        message = f"name is too long (maximum is {NAME_LIMIT} characters)"
        raise validation_failed("Label", "name", "custom", message)
    if not _COLOR.fullmatch(call.text("color", labelling.DEFAULT_COLOR)):
        raise validation_failed("Label", "color", "invalid")
    if len(description or "") > DESCRIPTION_LIMIT:
        message = f"description is too long (maximum is {DESCRIPTION_LIMIT} characters)"
        raise validation_failed("Label", "description", "custom", message)


def _label(call: ApiCall) -> HostedLabel:
    found = call.repository.labels.get(call.params["name"].lower())
    if found is None:
        raise not_found()
    return found


def _on(call: ApiCall, issue: HostedIssue) -> ApiAnswer:
    return call.page([_written(call, one) for one in issue.labels])


def _written(call: ApiCall, label: HostedLabel) -> dict[str, Any]:
    return labels.label(call.site.world, call.repository, label)
