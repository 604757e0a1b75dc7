"""What happens on GitHub, as small plain values that the queue keeps.

What lies in the queue names these classes and their fields: a new name needs an alias there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PullChanged:
    """A pull request changed and is to be reconciled."""

    installation: int
    repository: str
    number: int
    head: str
    reason: str  # GitHub's event and action ("pull_request.opened"), "push", "installed", "rerun"


@dataclass(frozen=True, slots=True)
class HeadSeen:
    """A delivery told which head a pull request had at a moment."""

    installation: int
    repository: str
    number: int
    head: str
    at: str  # its `updated_at` (ISO 8601): the head was pushed then or earlier


@dataclass(frozen=True, slots=True)
class CommentWritten:
    """A person wrote a comment in which there may be commands, on an open pull request."""

    installation: int
    repository: str
    number: int
    comment: int  # its id
    login: str
    body: str
    at: str  # when it was created (ISO 8601)
    in_merge_lane: bool = False  # to be handled one after the other with all merges here
    attempt: int = 0  # of what GitHub refused for the time being
    gave_up: bool = False  # it failed every time: what is left is to say so


@dataclass(frozen=True, slots=True)
class ReviewChanged:
    """A person approved, requested changes, or a review that did so was dismissed."""

    installation: int
    repository: str
    number: int
    review: int  # its id
    login: str  # of who wrote it; "" when it was dismissed
    state: str  # GitHub's word: "approved", "changes_requested", "dismissed"
    head: str  # the commit that it speaks of; "" when it was dismissed
    at: str  # when it was submitted (ISO 8601)


@dataclass(frozen=True, slots=True)
class BranchPushed:
    """Commits arrived on the default branch."""

    installation: int
    repository: str


@dataclass(frozen=True, slots=True)
class RepositoryAdded:
    """The app was installed on a repository, or started and found it."""

    installation: int
    repository: str
    is_new: bool  # installed just now
    since: str = ""  # when it was installed (ISO 8601), where the event says so


@dataclass(frozen=True, slots=True)
class OnboardingDue:
    """The app is new in a repository: what it does there is to be shown."""

    installation: int
    repository: str


@dataclass(frozen=True, slots=True)
class RepositoryRemoved:
    """The app was taken away from a repository."""

    installation: int
    repository: str


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """Somebody with write access pressed a button of our check run."""

    installation: int
    repository: str
    head: str
    identifier: str
    sender: str


@dataclass(frozen=True, slots=True)
class Rerun:
    """Somebody asked GitHub to run our check again."""

    installation: int
    repository: str
    head: str


@dataclass(frozen=True, slots=True)
class ScheduleDue:
    """The schedule says that the next draft may be due."""

    installation: int
    repository: str


@dataclass(frozen=True, slots=True)
class RollupDue:
    """Something changed for the rollup: it is to be brought up to date."""

    installation: int
    repository: str
    in_merge_lane: bool = True


@dataclass(frozen=True, slots=True)
class ClosingDue:
    """A pull request is to be closed by now, unless it has left the closed section."""

    installation: int
    repository: str
    number: int


Event = (
    PullChanged
    | HeadSeen
    | CommentWritten
    | ReviewChanged
    | RollupDue
    | ClosingDue
    | BranchPushed
    | RepositoryAdded
    | OnboardingDue
    | RepositoryRemoved
    | ButtonPressed
    | Rerun
    | ScheduleDue
)


def last_word(event: Event) -> Event | None:
    """What is left to do about an event that failed every time; None for nothing.

    A person who wrote a command waits for an answer. All else is seen by operators.
    """
    if isinstance(event, CommentWritten) and not event.gave_up:
        return replace(event, gave_up=True)
    return None
