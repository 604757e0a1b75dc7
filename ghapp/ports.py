"""What the features need of the world, as protocols of plain types: repository, store, queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Protocol


class Permission(IntEnum):
    """What somebody may do in a repository; GitHub reports `maintain` as `write`."""

    NONE = 0
    READ = 1
    WRITE = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class Branch:
    """One end of a pull request: where its commits lie."""

    repository: str | None  # "owner/name"; None when the fork was deleted
    name: str
    sha: str


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request as it is now."""

    number: int
    title: str
    author: str
    head: Branch
    base: Branch
    is_open: bool
    is_merged: bool
    labels: frozenset[str]
    maintainer_can_modify: bool
    created_at: datetime


class FileStatus(StrEnum):
    """What a pull request does to a file, in GitHub's words."""

    ADDED = "added"
    REMOVED = "removed"
    MODIFIED = "modified"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """One file that a pull request changes; `blob` is None when the file is removed."""

    path: str
    status: FileStatus
    blob: str | None
    previous_path: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a head changes since it left the base branch (three dots)."""

    merge_base: str  # commit SHA
    files: tuple[ChangedFile, ...]
    is_complete: bool = True  # False when GitHub lists only the first 3,000 files


@dataclass(frozen=True, slots=True)
class Comment:
    """A conversation comment."""

    id: int
    author: str
    body: str
    is_ours: bool  # written by this app


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file in the head of a pull request, 1-based, both ends included."""

    path: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """One comment of a review, on the right side of the diff."""

    place: Place
    body: str
    is_ours: bool = True
    is_outdated: bool = False  # the line that it was made on has changed since


class Conclusion(StrEnum):
    """How a check run ended, in GitHub's words."""

    SUCCESS = "success"
    NEUTRAL = "neutral"
    FAILURE = "failure"


class AnnotationLevel(StrEnum):
    """How loud an annotation is, in GitHub's words."""

    NOTICE = "notice"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A message on lines of a file; columns are 1-based and only for a single line."""

    place: Place
    level: AnnotationLevel
    title: str
    message: str
    column: int | None = None
    end_column: int | None = None  # as GitHub counts it: the last column that belongs to it


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a check run: at most 20, 40 and 20 characters."""

    label: str
    description: str
    identifier: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a completed check run says; at most 50 annotations and 3 buttons."""

    name: str
    conclusion: Conclusion
    title: str
    summary: str
    digest: str  # of everything above and below, kept by GitHub as `external_id`
    annotations: tuple[Annotation, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a repository: name up to 50 characters, colour as six hex digits."""

    name: str
    colour: str
    description: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file to write in a commit; None as content deletes it."""

    path: str
    content: bytes | None


class Refused(Exception):
    """GitHub said no and will say no again: no right to do this, or nothing there (403, 404)."""


class Moved(Exception):
    """Somebody else was faster: the branch has another tip than the one that was read."""


class AlreadyThere(Exception):
    """What was to be created exists."""


class Passing(Exception):
    """GitHub cannot be reached or failed: try again later, after `retry_after` seconds if known."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Repository(Protocol):
    """One repository on GitHub, in our verbs.

    Reads of the same immutable thing (a blob, a tree) are cached; reads of what can change are
    conditional where GitHub allows it. A read of what is not there raises Refused, unless the
    method says that it returns None.
    """

    @property
    def name(self) -> str:
        """Its "owner/name"."""

    @property
    def app_slug(self) -> str:
        """The app's slug: its comments are written by `<slug>[bot]`."""

    async def default_branch(self) -> str:
        """The name of the default branch."""

    async def tip(self, branch: str) -> str | None:
        """The commit SHA at the tip of a branch of this repository; None without that branch."""

    async def paths(self, commit: str) -> Mapping[str, str]:
        """Every file of a commit: path -> blob SHA."""

    async def blob(self, sha: str) -> bytes:
        """The bytes of a blob."""

    async def variables(self) -> Mapping[str, str]:
        """The repository's Actions variables; none where the app may not read them."""

    async def permission(self, login: str) -> Permission:
        """What a user may do here, asked at this moment; NONE for somebody unknown."""

    async def pull(self, number: int) -> PullRequest:
        """A pull request as it is now."""

    async def open_pulls(self) -> Sequence[PullRequest]:
        """All open pull requests to the default branch, oldest first."""

    async def pulls_from(self, branch: str) -> Sequence[PullRequest]:
        """All pull requests ever opened from a branch of this repository, in any state."""

    async def comparison(self, base: str, head: str, number: int) -> Comparison:
        """What commit `head` of pull request `number` changes since its merge base with `base`."""

    async def labels(self) -> frozenset[str]:
        """The names of the labels that exist in the repository."""

    async def create_label(self, label: Label) -> None:
        """Create a label; one of that name being there already is no error."""

    async def add_labels(self, number: int, names: Sequence[str]) -> None:
        """Put labels on a pull request."""

    async def remove_label(self, number: int, name: str) -> None:
        """Take a label off a pull request; its not being there is no error."""

    async def check_digest(self, head: str, name: str) -> str | None:
        """The digest of the newest check run of this app and name on a commit, if there is one."""

    async def write_check(self, head: str, result: CheckResult) -> None:
        """Create a completed check run on a commit."""

    async def comments(self, number: int) -> Sequence[Comment]:
        """All conversation comments of a pull request, oldest first."""

    async def create_comment(self, number: int, body: str) -> int:
        """Write a conversation comment (at most 65,536 characters) and return its id."""

    async def edit_comment(self, comment: int, body: str) -> None:
        """Replace the text of one of our comments; Refused when somebody deleted it."""

    async def review_comments(self, number: int) -> Sequence[ReviewComment]:
        """All review comments of a pull request."""

    async def create_review(
        self, number: int, head: str, body: str, comments: Sequence[ReviewComment]
    ) -> None:
        """Write one review (event COMMENT); Refused when GitHub cannot place a comment (422)."""

    async def commit(
        self,
        parent: str,
        changes: Sequence[FileChange],
        message: str,
        *,
        repository: str | None = None,
    ) -> str:
        """Store a commit on top of `parent` and return its SHA; moves no branch.

        `repository` is another repository to store it in (a fork), by "owner/name".
        """

    async def create_branch(self, name: str, sha: str) -> None:
        """Create a branch here; raises AlreadyThere."""

    async def update_branch(self, name: str, sha: str, *, repository: str | None = None) -> None:
        """Fast-forward a branch, here or in a fork; raises Moved, or Refused without the right."""

    async def create_pull(self, branch: str, base: str, title: str, body: str) -> int:
        """Open a pull request from a branch here and return its number; raises AlreadyThere."""


@dataclass(frozen=True, slots=True)
class PullFacts:
    """What the app must remember of one pull request between two looks at it."""

    intended_labels: frozenset[str] = frozenset()  # about to be put on when the app last stopped
    our_labels: frozenset[str] = frozenset()  # on the pull request because the app put them on
    refused_labels: frozenset[str] = frozenset()  # a person took them off
    report: int | None = None  # id of the report comment
    report_digest: str = ""  # of its text as last written
    check_head: str = ""  # the head that the last check run was (or was about to be) written on
    check_digest: str = ""  # its digest; empty while it is not known to be written
    quiet_head: str = ""  # open before the app came: no comment while this is the head
    suggested: frozenset[str] = frozenset()  # digests of the suggestions made
    unplaced: frozenset[str] = frozenset()  # digests of those that GitHub would not place


@dataclass(frozen=True, slots=True)
class Submitted:
    """What an open pull request submits: pages by canonical address."""

    number: int
    author: str
    addresses: frozenset[str]


class Store(Protocol):
    """The few facts kept between deliveries."""

    async def pull_facts(self, repository: str, number: int) -> PullFacts:
        """What is remembered of a pull request; the empty facts if nothing is."""

    async def keep_pull_facts(self, repository: str, number: int, facts: PullFacts) -> None:
        """Remember these facts instead, durably when this returns."""

    async def submitted(self, repository: str) -> Sequence[Submitted]:
        """What the open pull requests of a repository submit, oldest first."""

    async def keep_submitted(self, repository: str, submitted: Submitted) -> None:
        """Remember what a pull request submits; without addresses, forget it."""

    async def last_good_settings(self, repository: str) -> str | None:
        """The text of the last settings file without errors."""

    async def keep_settings(self, repository: str, text: str) -> None:
        """Remember the text of a settings file without errors."""


@dataclass(frozen=True, slots=True)
class PullChanged:
    """Something happened to a pull request: look at it."""

    installation: int
    repository: str
    number: int
    head: str
    reason: str  # GitHub's event and action ("pull_request.opened"), "push", "installed", "rerun"


@dataclass(frozen=True, slots=True)
class BranchPushed:
    """Commits arrived on the default branch."""

    installation: int
    repository: str
    after: str


@dataclass(frozen=True, slots=True)
class RepositoryAdded:
    """The app was installed on a repository, or started and found it."""

    installation: int
    repository: str
    is_new: bool  # installed just now
    since: str = ""  # when it was installed (ISO 8601), where the event says so


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
    """The time came to look whether the next draft is due."""

    installation: int
    repository: str


Event = (
    PullChanged
    | BranchPushed
    | RepositoryAdded
    | RepositoryRemoved
    | ButtonPressed
    | Rerun
    | ScheduleDue
)


@dataclass(frozen=True, slots=True)
class OpenSchedule:
    """When to look whether a repository's next draft is due."""

    installation: int
    repository: str
    cron: str
    timezone: str = "UTC"


class Jobs(Protocol):
    """The durable queue: one job at a time for each pull request."""

    async def enqueue(self, key: str, event: Event) -> None:
        """Have an event handled, durably when this returns; the same key again is ignored."""

    async def keep_schedule(self, schedule: OpenSchedule) -> None:
        """Have ScheduleDue handled at these times from now on; replaces the repository's former."""

    async def forget_schedule(self, installation: int, repository: str) -> None:
        """Have ScheduleDue handled no more, unless a later installation keeps the schedule."""


class Clock(Protocol):
    """The time, handed in."""

    def now(self) -> datetime:
        """The present moment, with its zone (UTC)."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything a feature may reach for one event."""

    repository: Repository
    store: Store
    jobs: Jobs
    now: datetime
    key: str = ""  # of the event being handled: deterministic keys for what it enqueues
