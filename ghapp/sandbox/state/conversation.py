"""Who speaks, and what is said: accounts, issues, their comments, labels and history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(eq=False)
class HostedUser:
    """A person, a bot or an organization."""

    id: int
    login: str
    type: str = "User"


@dataclass(frozen=True)
class Actor:
    """Who does something, and whether the app does it."""

    user: HostedUser
    via_app: bool = False


@dataclass(eq=False)
class HostedLabel:
    """A label of a repository."""

    id: int
    name: str
    color: str = "ededed"
    description: str | None = None


@dataclass(eq=False)
class HostedReaction:
    """One person's emoji on a comment."""

    id: int
    user: HostedUser
    content: str
    created_at: datetime


@dataclass(eq=False)
class HostedComment:
    """A comment in the conversation."""

    id: int
    author: HostedUser
    body: str
    created_at: datetime
    updated_at: datetime
    via_app: bool = False
    reactions: list[HostedReaction] = field(default_factory=list)


@dataclass(eq=False)
class HostedTimelineEvent:
    """Something that happened to an issue or pull request."""

    id: int
    event: str
    actor: Actor
    created_at: datetime
    details: Json = field(default_factory=dict)


@dataclass(eq=False)
class HostedIssue:
    """What issues and pull requests have in common."""

    id: int
    number: int
    title: str
    body: str | None
    author: HostedUser
    created_at: datetime
    updated_at: datetime
    state: str = "open"
    state_reason: str | None = None
    closed_at: datetime | None = None
    closed_by: HostedUser | None = None
    labels: list[HostedLabel] = field(default_factory=list)
    comments: list[HostedComment] = field(default_factory=list)
    timeline: list[HostedTimelineEvent] = field(default_factory=list)
