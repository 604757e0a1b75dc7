"""What GitHub remembers: plain records of people, repositories, pull requests, checks and so on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ghapp.sandbox.git_store import GitStore

Json = dict[str, Any]

ROLES = ("none", "read", "triage", "write", "maintain", "admin")


@dataclass(eq=False)
class User:
    """A person, a bot or an organization."""

    id: int
    login: str
    type: str = "User"


@dataclass(frozen=True)
class Actor:
    """Who does something, and whether the app does it."""

    user: User
    via_app: bool = False


@dataclass(eq=False)
class Label:
    """A label of a repository."""

    id: int
    name: str
    color: str = "ededed"
    description: str | None = None


@dataclass(eq=False)
class Reaction:
    """One person's emoji on a comment."""

    id: int
    user: User
    content: str
    created_at: datetime


@dataclass(eq=False)
class Comment:
    """A comment in the conversation."""

    id: int
    author: User
    body: str
    created_at: datetime
    updated_at: datetime
    via_app: bool = False
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(eq=False)
class TimelineEvent:
    """Something that happened to an issue or pull request."""

    id: int
    event: str
    actor: Actor
    created_at: datetime
    details: Json = field(default_factory=dict)


@dataclass(eq=False)
class Issue:
    """What issues and pull requests have in common."""

    id: int
    number: int
    title: str
    body: str | None
    author: User
    created_at: datetime
    updated_at: datetime
    state: str = "open"
    closed_at: datetime | None = None
    closed_by: User | None = None
    labels: list[Label] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    timeline: list[TimelineEvent] = field(default_factory=list)


@dataclass(eq=False)
class ReviewComment:
    """A comment on lines of the diff, as it was made; where it stands now is computed."""

    id: int
    review_id: int
    author: User
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
class Review:
    """A review; its comments are kept with the pull request."""

    id: int
    author: User
    body: str
    state: str
    commit_id: str
    submitted_at: datetime


@dataclass(eq=False, kw_only=True)
class PullRequest(Issue):
    """An issue that wants to merge a branch."""

    base_ref: str
    base_sha: str
    head_repository: "Repository | None"
    head_owner: User
    head_ref: str
    head_sha: str
    draft: bool = False
    maintainer_can_modify: bool = False
    merged_at: datetime | None = None
    merged_by: User | None = None
    merge_commit_sha: str | None = None
    reviews: list[Review] = field(default_factory=list)
    review_comments: list[ReviewComment] = field(default_factory=list)
    # The tips for which GitHub has already found out whether they merge, and the answer.
    merge_tested: tuple[str, str] | None = None
    mergeable: bool | None = None

    @property
    def head_label(self) -> str:
        """The branch with its owner, as in `ferris:links`."""
        return f"{self.head_owner.login}:{self.head_ref}"


@dataclass(eq=False)
class CheckSuite:
    """All check runs of one app on one commit."""

    id: int
    head_sha: str
    head_branch: str | None
    before: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(eq=False)
class CheckRun:
    """One check of one commit."""

    id: int
    suite: CheckSuite
    name: str
    head_sha: str
    status: str
    started_at: datetime
    conclusion: str | None = None
    completed_at: datetime | None = None
    external_id: str = ""
    details_url: str = ""
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[Json] = field(default_factory=list)
    actions: list[Json] = field(default_factory=list)


@dataclass(eq=False)
class Variable:
    """A variable of a repository's settings page."""

    name: str
    value: str
    created_at: datetime
    updated_at: datetime


@dataclass(eq=False)
class Repository:
    """A repository; a fork shares its parent's git store under a namespace of its own."""

    id: int
    owner: User
    name: str
    git: GitStore
    namespace: str
    default_branch: str
    created_at: datetime
    pushed_at: datetime
    private: bool = False
    parent: "Repository | None" = None
    roles: dict[str, str] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    suites: dict[int, CheckSuite] = field(default_factory=dict)
    runs: dict[int, CheckRun] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """The name with the owner."""
        return f"{self.owner.login}/{self.name}"

    @property
    def pulls(self) -> list[PullRequest]:
        """The pull requests, oldest first."""
        return [issue for issue in self.issues.values() if isinstance(issue, PullRequest)]

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


@dataclass(eq=False)
class Installation:
    """The app on one account, with the repositories it was given."""

    id: int
    account: User
    permissions: dict[str, str]
    events: list[str]
    created_at: datetime
    repositories: list[Repository] = field(default_factory=list)
    suspended_at: datetime | None = None


@dataclass(frozen=True)
class Grant:
    """An installation token: what it reaches, and until when."""

    token: str
    installation: Installation
    permissions: dict[str, str]
    repositories: tuple[Repository, ...] | None
    expires_at: datetime

    def reaches(self, repository: Repository) -> bool:
        """Whether the token was issued for this repository."""
        if repository not in self.installation.repositories:
            return False
        return self.repositories is None or repository in self.repositories
