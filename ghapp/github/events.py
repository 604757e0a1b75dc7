"""Deliveries from GitHub, turned into small typed events: a hint of what changed, and no more."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Final

from ghapp.github.conversation_events import issue_comment, pull_request_review
from ghapp.github.delivery import IDENTIFIER, LOGIN, SHA, Delivery, Unused
from ghapp.github.installation_events import installation, installation_repositories, repository
from ghapp.ports.checks import CHECK_NAME
from ghapp.ports.events import (
    BranchPushed,
    ButtonPressed,
    Event,
    HeadSeen,
    PullChanged,
    Rerun,
)

_log = logging.getLogger(__name__)
_PULL_ACTIONS = frozenset(
    {
        "opened",
        "synchronize",
        "reopened",
        "closed",
        "ready_for_review",
        "converted_to_draft",
        "edited",
        "labeled",
        "unlabeled",
    }
)
# After `edited` the base is another one, and the app may not have heard of the pull request before.
_WITH_ANOTHER_HEAD = frozenset({"opened", "synchronize", "reopened", "edited"})


class BadPayload(Exception):
    """The body of a delivery is JSON, but not an object."""


def parse(event: str, payload: object, app_slug: str = "") -> tuple[Event, ...]:
    """Turn a delivery into the events that the app acts on.

    Args:
        event: GitHub's name of it, from the header `X-GitHub-Event`.
        payload: the decoded JSON body. Anybody may have written what is in it.
        app_slug: the app's own slug, so that labels it sets itself lead to no further run.

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
        return reader(Delivery(payload, app_slug))
    except Unused as reason:
        _log.info("Delivery of %s not used: %s", event, reason)
        return ()


def is_of_use(event: str) -> bool:
    """Whether the app acts on any deliveries of this name."""
    return event in _READERS


def _pull_request(delivery: Delivery) -> tuple[Event, ...]:
    action = delivery.action
    if not isinstance(action, str) or action not in _PULL_ACTIONS:
        raise Unused("this action changes nothing that the app reads")
    if action in {"labeled", "unlabeled"} and delivery.is_by_this_app:
        raise Unused("the app itself set this label")
    if action == "edited" and delivery.optional("changes", "base") is None:
        raise Unused("the base branch was not edited")
    if action != "closed" and delivery.optional("pull_request", "state") == "closed":
        raise Unused("the pull request is closed")
    bases = (
        delivery.value("pull_request", "base", "ref"),
        delivery.optional("changes", "base", "ref", "from"),
    )
    if _default_branch(delivery) not in bases:
        raise Unused("the pull request is not to the default branch, and was not before")
    number = delivery.number("pull_request", "number")
    head = delivery.text(SHA, "pull_request", "head", "sha")
    place = delivery.installation, delivery.repository, number
    changed = PullChanged(*place, head, f"pull_request.{action}")
    moment = delivery.moment("pull_request", "updated_at")
    if action in _WITH_ANOTHER_HEAD and moment:
        return changed, HeadSeen(*place, head, moment)
    return (changed,)


def _push(delivery: Delivery) -> tuple[Event, ...]:
    if delivery.optional("deleted") or not str(delivery.optional("after")).strip("0"):
        raise Unused("the branch was deleted")
    if delivery.value("ref") != f"refs/heads/{_default_branch(delivery)}":
        raise Unused("the push is not to the default branch")
    return (BranchPushed(delivery.installation, delivery.repository),)


def _default_branch(delivery: Delivery) -> str:
    branch = delivery.value("repository", "default_branch")
    if not isinstance(branch, str) or not branch:
        raise Unused("repository.default_branch is not a name")
    return branch


def _check_run(delivery: Delivery) -> tuple[Event, ...]:
    slug = delivery.optional("check_run", "app", "slug")
    if delivery.optional("check_run", "name") != CHECK_NAME:
        raise Unused("it is another check")
    if delivery.app_slug and slug != delivery.app_slug:
        raise Unused("it is the check of another app")
    head = delivery.text(SHA, "check_run", "head_sha")
    place = delivery.installation, delivery.repository, head
    if delivery.action == "rerequested":
        return (Rerun(*place),)
    if delivery.action != "requested_action":
        raise Unused("nobody asked for anything")
    identifier = delivery.text(IDENTIFIER, "requested_action", "identifier")
    sender = delivery.text(LOGIN, "sender", "login")
    return (ButtonPressed(*place, identifier, sender),)


def _check_suite(delivery: Delivery) -> tuple[Event, ...]:
    slug = delivery.optional("check_suite", "app", "slug")
    if delivery.action != "rerequested":
        raise Unused("nobody asked for anything")
    if delivery.app_slug and slug not in (None, delivery.app_slug):
        raise Unused("they are the checks of another app")
    head = delivery.text(SHA, "check_suite", "head_sha")
    return (Rerun(delivery.installation, delivery.repository, head),)


_READERS: Final[Mapping[str, Callable[[Delivery], tuple[Event, ...]]]] = {
    "pull_request": _pull_request,
    "push": _push,
    "installation": installation,
    "installation_repositories": installation_repositories,
    "repository": repository,
    "check_run": _check_run,
    "check_suite": _check_suite,
    "issue_comment": issue_comment,
    "pull_request_review": pull_request_review,
}
