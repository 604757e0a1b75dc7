"""Events as the queue stores them: small JSON that later versions can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, get_args

from ghapp.ports.events import Event, OnboardingDue, PullChanged, RollupDue

KINDS: Mapping[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}


def to_json(event: Event) -> dict[str, Any]:
    """The event as a JSON object that names its kind."""
    return {"kind": type(event).__name__, **asdict(event)}


def from_json(document: Mapping[str, Any]) -> Event | None:
    """The event in a JSON object; None for one that this version does not know."""
    kind = KINDS.get(document.get("kind", ""))
    if kind is None:
        return None
    known = {field.name for field in fields(kind)}
    try:
        return kind(**{name: value for name, value in document.items() if name in known})
    except TypeError:  # another version's event, without what this one needs
        return None


def lane(event: Event) -> str:
    """The lane of an event: the events of one lane are handled one after the other."""
    if getattr(event, "in_merge_lane", False):
        return f"{event.repository}#merges"
    if isinstance(event, OnboardingDue):  # it takes minutes
        return f"{event.repository}#onboarding"
    for mark, attribute in (("#", "number"), ("@", "head")):
        if hasattr(event, attribute):
            return f"{event.repository}{mark}{getattr(event, attribute)}"
    return f"{event.repository}#"


def may_be_skipped(event: Event) -> bool:
    """Whether a later run covers this event: true of those about the state of something."""
    return isinstance(event, (PullChanged, RollupDue))


def describe(event: Event) -> dict[str, Any]:
    """Describe an event in a log line."""
    named = ("repository", "number", "head", "reason")
    found = {name: getattr(event, name) for name in named if hasattr(event, name)}
    return {"kind": type(event).__name__, **found}
