"""One repository on GitHub, in our verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ghapp.ports.checks import CheckResult
from ghapp.ports.values import (
    Comment,
    Comparison,
    FileChange,
    Issue,
    Label,
    MergedPull,
    MergeMethod,
    MergeRules,
    Permission,
    PullRequest,
    Reaction,
    RepositoryFacts,
    ReviewComment,
)


class Repository(Protocol):
    """One repository on GitHub, in our verbs.

    Reads of the same immutable thing (a blob, a tree) are cached; reads of what can change are
    conditional where GitHub allows it. A read of what is not there raises RequestRejected, unless
    the method says that it returns None.
    """

    @property
    def name(self) -> str:
        """Its "owner/name"."""

    @property
    def site(self) -> str:
        """Where people see it: "https://github.com"."""

    @property
    def app_slug(self) -> str:
        """The app's slug: people call it `@slug`."""

    @property
    def requests_left(self) -> int | None:
        """How many requests GitHub takes in this hour; None while it has not said."""

    async def permissions(self) -> Mapping[str, str]:
        """What the app was granted here: "contents" -> "read" or "write"."""

    async def facts(self, *, now: bool = False) -> RepositoryFacts:
        """What GitHub says of it, up to a minute ago, or `now`."""

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

    async def merged_pulls(self, branch: str, most: int) -> Sequence[MergedPull]:
        """The last pull requests that were merged into a branch, oldest first."""

    async def first_parent(self, commit: str) -> str | None:
        """The SHA of a commit's first parent; None for one that has none."""

    async def close_pull(self, number: int) -> None:
        """Close a pull request; its being closed is no error."""

    async def comparison(self, base: str, head: str, number: int) -> Comparison:
        """What commit `head` of pull request `number` changes since its merge base with `base`."""

    async def labels(self) -> frozenset[str]:
        """The names of the labels that exist in the repository."""

    async def create_label(self, label: Label) -> None:
        """Create a label; one of that name being there already is no error."""

    async def edit_label(self, label: Label) -> None:
        """Give the label of this name this colour and description; its not being there is fine."""

    async def add_labels(self, number: int, names: Sequence[str]) -> Sequence[Label]:
        """Put labels on a pull request and return all that it has then (none in a dry run).

        What does not exist GitHub creates, without a description and in its default grey.
        """

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
        """Replace the text of one of our comments; RequestRejected when somebody deleted it."""

    async def react(self, comment: int, reaction: Reaction) -> None:
        """React to a conversation comment; once more changes nothing."""

    async def approving_reviews(self, number: int) -> frozenset[int]:
        """The ids of the reviews that approve at this moment, without those dismissed."""

    async def review_comments(self, number: int) -> Sequence[ReviewComment]:
        """All comments of reviews on lines of the head (the right side of the diff)."""

    async def create_review(
        self, number: int, head: str, body: str, comments: Sequence[ReviewComment]
    ) -> None:
        """Write one review (event COMMENT); RequestRejected where a comment has no place (422)."""

    async def commit(
        self,
        parents: Sequence[str],
        changes: Sequence[FileChange],
        message: str,
        *,
        repository: str | None = None,
    ) -> str:
        """Store a commit and return its SHA; moves no branch.

        Its files are those of the first parent, with the changes.

        `repository` is another repository to store it in (a fork), by "owner/name".
        """

    async def create_branch(self, name: str, sha: str) -> None:
        """Create a branch here; raises AlreadyExists."""

    async def update_branch(self, name: str, sha: str, *, repository: str | None = None) -> None:
        """Fast-forward a branch, here or in a fork; raises NotFastForward, RequestRejected."""

    async def move_branch(self, name: str, before: str | None, after: str | None) -> None:
        """Move a branch here from one commit to any other; raises NotFastForward, RequestRejected.

        None as `before` creates it, and as `after` deletes it. Where it does not stand at `before`
        any more, it stays where somebody else has put it.
        """

    async def merge_rules(self, branch: str) -> MergeRules:
        """What the repository and the rules of a branch ask of a merge into it."""

    async def merge_pull(
        self, number: int, head: str, method: MergeMethod, title: str, message: str
    ) -> None:
        """Merge a pull request at this head; raises MergeRefused, NotFastForward for another head.

        `title` and `message` are those of the commit that it makes.
        """

    async def passed_checks(self, head: str) -> Mapping[str, bool | None]:
        """The check runs of a commit by name: passed, failed, or None while one runs."""

    async def edit_pull(self, number: int, title: str, body: str) -> None:
        """Replace title and text of a pull request."""

    async def begin_check(self, head: str, name: str, title: str) -> None:
        """Create a check run that is in progress, until one is written."""

    async def create_pull(self, branch: str, base: str, title: str, body: str) -> int:
        """Open a pull request from a branch here and return its number; raises AlreadyExists."""

    async def issue(self, number: int) -> Issue | None:
        """A plain issue as it is now; None where somebody deleted it."""

    async def own_issues(self) -> Sequence[Issue]:
        """The open plain issues that this app opened, newest first."""

    async def create_issue(self, title: str, body: str) -> int:
        """Open an issue and return its number; RequestRejected where issues are switched off."""

    async def edit_issue(self, number: int, body: str) -> None:
        """Replace the text of an issue, and open it again if it was closed."""

    async def close_issue(self, number: int) -> None:
        """Close an issue; its being closed is no error."""
