"""Deliveries of what people write: comments with commands, and reviews that approve or object."""

from __future__ import annotations

import re
from typing import Final

from ghapp.github.delivery import LOGIN, SHA, Delivery, Unused
from ghapp.ports.events import CommentWritten, Event, ReviewChanged

_SLASH: Final = re.compile(r"^[ \t]*/", re.MULTILINE)


def issue_comment(delivery: Delivery) -> tuple[Event, ...]:
    """A new comment in which there may be commands. What is edited later stays as it was."""
    if delivery.action != "created":
        raise Unused("only new comments are read")
    delivery.value("issue", "pull_request")  # a plain issue has none
    if delivery.value("issue", "state") != "open":
        raise Unused("the pull request is closed")
    body = delivery.value("comment", "body")
    if not isinstance(body, str) or not _may_hold_commands(body, delivery.app_slug):
        raise Unused("there is no command in the comment")
    return (
        CommentWritten(
            delivery.installation,
            delivery.repository,
            delivery.number("issue", "number"),
            delivery.number("comment", "id"),
            _person(delivery, "comment"),
            body,
            _moment(delivery, "comment", "created_at"),
        ),
    )


def pull_request_review(delivery: Delivery) -> tuple[Event, ...]:
    """A review that approves or requests changes, or the dismissal of one."""
    if delivery.optional("pull_request", "state") == "closed":
        raise Unused("the pull request is closed")
    place = (
        delivery.installation,
        delivery.repository,
        delivery.number("pull_request", "number"),
        delivery.number("review", "id"),
    )
    moment = _moment(delivery, "review", "submitted_at")
    if delivery.action == "dismissed":
        return (ReviewChanged(*place, "", "dismissed", "", moment),)
    state = delivery.value("review", "state")
    if delivery.action != "submitted" or state not in ("approved", "changes_requested"):
        raise Unused("the review neither approves nor objects")
    head = delivery.text(SHA, "review", "commit_id")
    return (ReviewChanged(*place, _person(delivery, "review"), str(state), head, moment),)


def _may_hold_commands(body: str, slug: str) -> bool:
    # While the slug is not known, any mention may be one of the app.
    return bool(_SLASH.search(body)) or f"@{slug}".casefold() in body.casefold()


def _person(delivery: Delivery, what: str) -> str:
    if delivery.value(what, "user", "type") != "User":
        raise Unused("it was written by no person")
    return delivery.text(LOGIN, what, "user", "login")


def _moment(delivery: Delivery, *keys: str) -> str:
    moment = delivery.moment(*keys)
    if not moment:
        raise Unused(f"{'.'.join(keys)} is no moment")
    return moment
