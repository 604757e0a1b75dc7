"""What GitHub says and takes, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from ghapp.review.files import ChangedFile


class Permission(IntEnum):
    """What somebody may do in a repository; GitHub reports `maintain` as `write`."""

    NONE = 0
    READ = 1
    WRITE = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """What GitHub says of a repository as a whole."""

    default_branch: str
    is_private: bool
    updated_at: str = ""  # when that last changed (ISO 8601, UTC); "" where GitHub does not say
    is_fresh: bool = True  # asked for at this moment, and not some seconds ago
    is_fork: bool = False
    is_archived: bool = False  # then nothing can be written


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
    author: str
    head: Branch
    base: Branch
    is_open: bool
    labels: frozenset[str]
    created_at: datetime
    updated_at: datetime
    title: str = ""  # written by a stranger
    author_id: int = 0  # the account's number, which stays when it is renamed
    is_draft: bool = False
    is_merged: bool = False
    is_by_newcomer: bool = False  # nothing of its author is known to be merged here, says GitHub


@dataclass(frozen=True, slots=True)
class MergedPull:
    """A pull request that was merged: what it proposed, and where it was brought in."""

    number: int
    head: str  # commit SHA
    merge: str  # the commit that brought it into the branch
    merged_at: datetime


class MergeMethod(StrEnum):
    """A way of merging a pull request, in GitHub's words."""

    MERGE = "merge"
    SQUASH = "squash"
    REBASE = "rebase"


@dataclass(frozen=True, slots=True)
class MergeRules:
    """What a repository and the rules of a branch ask of a merge."""

    methods: tuple[MergeMethod, ...]  # allowed ones: merge, squash, rebase, in this order
    required_checks: frozenset[str] = frozenset()
    required_approvals: int = 0
    has_queue: bool = False  # changes only through a merge queue


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a head changes since it left the base branch (three dots)."""

    merge_base: str  # commit SHA
    files: tuple[ChangedFile, ...]
    is_complete: bool = True  # False when GitHub lists only the first 3,000 files
    base_at: datetime | None = None  # when the base was committed, where GitHub says so


@dataclass(frozen=True, slots=True)
class Comment:
    """A conversation comment."""

    id: int
    body: str
    is_ours: bool  # written by this app


@dataclass(frozen=True, slots=True)
class Issue:
    """A plain issue, which is no pull request."""

    number: int
    body: str
    is_open: bool


class Reaction(StrEnum):
    """A reaction to a comment, in GitHub's words."""

    TAKEN = "+1"
    REFUSED = "confused"


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines of a file in the head of a pull request, 1-based, both ends included."""

    path: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """One comment of a review, on the right side of the diff."""

    place: LineRange
    body: str
    is_ours: bool = True
    is_outdated: bool = False  # the line that it was made on has changed since


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
