"""Repositories, with their pull requests, reviews and variables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ghapp.sandbox.git_store import GitStore
from ghapp.sandbox.state.checks import HostedCheckRun, HostedCheckSuite
from ghapp.sandbox.state.conversation import HostedIssue, HostedLabel, HostedUser
from ghapp.sandbox.state.merges import HostedMerge
from ghapp.sandbox.state.rules import METHODS, BranchRules

ROLES = ("none", "read", "triage", "write", "maintain", "admin")


@dataclass(eq=False)
class HostedReviewComment:
    """A comment on lines of the diff, as it was made; where it stands now is computed."""

    id: int
    review_id: int
    author: HostedUser
    body: str
    path: str
    side: str
    line: int
    start_side: str | None
    start_line: int | None
    commit_id: str
    diff_hunk: str
    created_at: datetime
    updated_at: datetime


@dataclass(eq=False)
class HostedReview:
    """A review; its comments are kept with the pull request."""

    id: int
    author: HostedUser
    body: str
    state: str
    commit_id: str
    submitted_at: datetime


@dataclass(eq=False, kw_only=True)
class HostedPull(HostedIssue):
    """An issue that wants to merge a branch."""

    base_ref: str
    base_sha: str
    head_repository: HostedRepository | None
    head_owner: HostedUser
    head_ref: str
    head_sha: str
    draft: bool = False
    maintainer_can_modify: bool = False
    merged_at: datetime | None = None
    merged_by: HostedUser | None = None
    merge_commit_sha: str | None = None
    reviews: list[HostedReview] = field(default_factory=list)
    review_comments: list[HostedReviewComment] = field(default_factory=list)
    # The tips for which GitHub has already found out whether they merge, and the answer.
    merge_tested: tuple[str, str] | None = None
    mergeable: bool | None = None
    merges: list[HostedMerge] = field(default_factory=list)

    @property
    def head_label(self) -> str:
        """The branch with its owner, as in `ferris:links`."""
        return f"{self.head_owner.login}:{self.head_ref}"


@dataclass(eq=False)
class HostedVariable:
    """A variable of a repository's settings page."""

    name: str
    value: str
    created_at: datetime
    updated_at: datetime


@dataclass(eq=False)
class HostedRepository:
    """A repository; a fork shares its parent's git store under a namespace of its own."""

    id: int
    owner: HostedUser
    name: str
    git: GitStore
    namespace: str
    default_branch: str
    created_at: datetime
    pushed_at: datetime
    private: bool = False
    parent: HostedRepository | None = None
    roles: dict[str, str] = field(default_factory=dict)
    labels: dict[str, HostedLabel] = field(default_factory=dict)
    issues: dict[int, HostedIssue] = field(default_factory=dict)
    deleted_issues: set[int] = field(default_factory=set)  # their numbers are not given again
    has_issues: bool = True
    suites: dict[int, HostedCheckSuite] = field(default_factory=dict)
    runs: dict[int, HostedCheckRun] = field(default_factory=dict)
    variables: dict[str, HostedVariable] = field(default_factory=dict)
    merge_methods: tuple[str, ...] = METHODS
    rules: dict[str, BranchRules] = field(default_factory=dict)

    @property
    def next_number(self) -> int:
        """The number of the next issue or pull request."""
        return max((*self.issues, *self.deleted_issues), default=0) + 1

    @property
    def full_name(self) -> str:
        """The name with the owner."""
        return f"{self.owner.login}/{self.name}"

    @property
    def pulls(self) -> list[HostedPull]:
        """The pull requests, oldest first."""
        return [issue for issue in self.issues.values() if isinstance(issue, HostedPull)]

    @property
    def refs(self) -> dict[str, str]:
        """The references of this repository, under their names here: `heads/main`."""
        return {
            name.removeprefix(self.namespace): sha
            for name, sha in sorted(self.git.refs.items())
            if name.startswith(self.namespace)
            and (self.parent is not None or not name.startswith("refs/forks/"))
        }

    def ref(self, name: str) -> str | None:
        """Where a reference points, if it exists."""
        return self.git.refs.get(self.namespace + name)

    def branch(self, name: str) -> str | None:
        """The tip of a branch, if it exists."""
        return self.ref(f"heads/{name}")

    def role(self, login: str) -> str:
        """What this person may do here."""
        if login.lower() == self.owner.login.lower() and self.owner.type == "User":
            return "admin"
        return self.roles.get(login.lower(), "none" if self.private else "read")

    def may_write(self, login: str) -> bool:
        """Whether this person may push."""
        return ROLES.index(self.role(login)) >= ROLES.index("write")
