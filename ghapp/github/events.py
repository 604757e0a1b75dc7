"""Deliveries from GitHub, turned into small typed events: a hint of what changed, and no more."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ghapp.ports import (
    BranchPushed,
    ButtonPressed,
    Event,
    PullChanged,
    RepositoryAdded,
    Rerun,
)

CHECK_NAME: Final = "newsletter"

_log = logging.getLogger(__name__)
_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)  # "owner/name"
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LOGIN = re.compile(r"[\w-]+(?:\[bot\])?", re.ASCII)
_IDENTIFIER = re.compile(r"[\w.-]{1,20}", re.ASCII)  # GitHub docs: at most 20 characters
_LARGEST = 2**63 - 1
_PULL_ACTIONS = frozenset(
    {"opened", "synchronize", "reopened", "ready_for_review", "edited", "labeled", "unlabeled"}
)


class BadPayload(Exception):
    """The body of a delivery is JSON, but not an object."""


class _Unused(Exception):
    """Nothing is to be done about this delivery, and why."""


def parse(event: str, payload: object, app_slug: str = "") -> tuple[Event, ...]:
    """Turn a delivery into the events that the app acts on.

    Args:
        event: GitHub's name of it, from the header `X-GitHub-Event`.
        payload: the decoded JSON body. Anybody may have written what is in it.
        app_slug: the app's own slug, so that labels it sets itself lead to no further look.

    Returns:
        The events; none when the app does not use this delivery, or something is missing in it.

    Raises:
        BadPayload: the payload is not a JSON object.

    """
    if not isinstance(payload, Mapping):
        raise BadPayload("The body of a delivery must be a JSON object.")
    reader = _READERS.get(event)
    if reader is None:
        return ()
    try:
        return reader(_Delivery(payload, app_slug))
    except _Unused as reason:
        _log.info("Delivery of %s not used: %s", event, reason)
        return ()


@dataclass(frozen=True, slots=True)
class _Delivery:
    """A payload, read with distrust: what is not of the expected form makes it unused."""

    payload: Mapping[str, object]
    app_slug: str

    def value(self, *keys: str) -> object:
        found: object = self.payload
        for key in keys:
            if not isinstance(found, Mapping) or key not in found:
                raise _Unused(f"no {'.'.join(keys)}")
            found = found[key]
        return found

    def optional(self, *keys: str) -> object:
        try:
            return self.value(*keys)
        except _Unused:
            return None

    def text(self, form: re.Pattern[str], *keys: str) -> str:
        found = self.value(*keys)
        if not isinstance(found, str) or not form.fullmatch(found):
            raise _Unused(f"{'.'.join(keys)} is not of the expected form")
        return found

    def number(self, *keys: str) -> int:
        found = self.value(*keys)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 < found <= _LARGEST:
            raise _Unused(f"{'.'.join(keys)} is not a number")
        return found

    @property
    def action(self) -> object:
        return self.optional("action")

    @property
    def installation(self) -> int:
        return self.number("installation", "id")

    @property
    def repository(self) -> str:
        return self.text(_NAME, "repository", "full_name")

    @property
    def is_by_this_app(self) -> bool:
        sender = self.optional("sender", "login")
        is_bot = self.optional("sender", "type") == "Bot"
        return bool(self.app_slug) and is_bot and sender == f"{self.app_slug}[bot]"


def _pull_request(delivery: _Delivery) -> tuple[Event, ...]:
    action = delivery.action
    if not isinstance(action, str) or action not in _PULL_ACTIONS:
        raise _Unused("this action changes nothing that the app looks at")
    if action in {"labeled", "unlabeled"} and delivery.is_by_this_app:
        raise _Unused("the app itself set this label")
    if action == "edited" and delivery.optional("changes", "base") is None:
        raise _Unused("the base branch was not edited")
    if delivery.optional("pull_request", "state") == "closed":
        raise _Unused("the pull request is closed")
    if delivery.value("pull_request", "base", "ref") != _default_branch(delivery):
        raise _Unused("the pull request is not to the default branch")
    return (
        PullChanged(
            installation=delivery.installation,
            repository=delivery.repository,
            number=delivery.number("pull_request", "number"),
            head=delivery.text(_SHA, "pull_request", "head", "sha"),
            reason=f"pull_request.{action}",
        ),
    )


def _push(delivery: _Delivery) -> tuple[Event, ...]:
    if delivery.optional("deleted"):
        raise _Unused("the branch was deleted")
    if delivery.value("ref") != f"refs/heads/{_default_branch(delivery)}":
        raise _Unused("the push is not to the default branch")
    after = delivery.text(_SHA, "after")
    return (BranchPushed(delivery.installation, delivery.repository, after),)


def _default_branch(delivery: _Delivery) -> str:
    branch = delivery.value("repository", "default_branch")
    if not isinstance(branch, str) or not branch:
        raise _Unused("repository.default_branch is not a name")
    return branch


def _installation(delivery: _Delivery) -> tuple[Event, ...]:
    if delivery.action not in ("created", "unsuspend", "new_permissions_accepted"):
        raise _Unused("this action brings no repository")
    return _added(delivery, "repositories", is_new=delivery.action == "created")


def _installation_repositories(delivery: _Delivery) -> tuple[Event, ...]:
    if delivery.action != "added":
        raise _Unused("this action brings no repository")
    return _added(delivery, "repositories_added", is_new=True)


def _added(delivery: _Delivery, key: str, *, is_new: bool) -> tuple[Event, ...]:
    repositories = delivery.value(key)
    if not isinstance(repositories, list):
        raise _Unused(f"{key} is not a list")
    names = [entry.get("full_name") for entry in repositories if isinstance(entry, Mapping)]
    return tuple(
        RepositoryAdded(delivery.installation, name, is_new)
        for name in names
        if isinstance(name, str) and _NAME.fullmatch(name)
    )


def _check_run(delivery: _Delivery) -> tuple[Event, ...]:
    slug = delivery.optional("check_run", "app", "slug")
    if delivery.optional("check_run", "name") != CHECK_NAME:
        raise _Unused("it is another check")
    if delivery.app_slug and slug != delivery.app_slug:
        raise _Unused("it is the check of another app")
    installation, repository = delivery.installation, delivery.repository
    head = delivery.text(_SHA, "check_run", "head_sha")
    if delivery.action == "rerequested":
        return (Rerun(installation, repository, head),)
    if delivery.action != "requested_action":
        raise _Unused("nobody asked for anything")
    identifier = delivery.text(_IDENTIFIER, "requested_action", "identifier")
    sender = delivery.text(_LOGIN, "sender", "login")
    return (ButtonPressed(installation, repository, head, identifier, sender),)


def _check_suite(delivery: _Delivery) -> tuple[Event, ...]:
    slug = delivery.optional("check_suite", "app", "slug")
    if delivery.action != "rerequested":
        raise _Unused("nobody asked for anything")
    if delivery.app_slug and slug not in (None, delivery.app_slug):
        raise _Unused("they are the checks of another app")
    head = delivery.text(_SHA, "check_suite", "head_sha")
    return (Rerun(delivery.installation, delivery.repository, head),)


_READERS: Final[Mapping[str, Callable[[_Delivery], tuple[Event, ...]]]] = {
    "pull_request": _pull_request,
    "push": _push,
    "installation": _installation,
    "installation_repositories": _installation_repositories,
    "check_run": _check_run,
    "check_suite": _check_suite,
}
