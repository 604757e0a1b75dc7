"""The port `Repository` over GitHub's REST API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from ghapp.github import checks, conversation, git_data, issues, merges, pulls, refs
from ghapp.github.access import Access
from ghapp.github.addresses import site_of
from ghapp.github.caches import keep
from ghapp.github.errors import NotThere
from ghapp.github.exposure import repository_facts
from ghapp.ports.checks import CheckResult
from ghapp.ports.errors import RequestRejected
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

# GitHub docs, "Get repository permissions for a user": `maintain` is told as `write` and `triage`
# as `read`; custom roles as the one that they build on.
_PERMISSIONS = {
    "admin": Permission.ADMIN,
    "maintain": Permission.WRITE,
    "write": Permission.WRITE,
    "triage": Permission.READ,
    "read": Permission.READ,
}


class GitHubRepository:
    """Implements `ports.Repository`; every method raises TransientError when GitHub fails."""

    def __init__(self, access: Access, granted: Callable[[], Awaitable[Mapping[str, str]]]) -> None:
        """`granted` asks for the installation's permissions, which only the app itself may."""
        self._at = access
        self._granted = granted

    @property
    def name(self) -> str:
        """Its "owner/name"."""
        return self._at.name

    @property
    def site(self) -> str:
        """Where people see it: "https://github.com"."""
        return site_of(self._at.client.base_url)

    @property
    def app_slug(self) -> str:
        """The app's slug: people call it `@slug`."""
        return self._at.speaker.slug

    @property
    def requests_left(self) -> int | None:
        """How many requests GitHub takes in this hour; None while it has not said."""
        return self._at.client.remaining

    async def permissions(self) -> Mapping[str, str]:
        """What the app was granted here: "contents" -> "read" or "write"."""
        return await self._granted()

    async def facts(self, *, now: bool = False) -> RepositoryFacts:
        """What GitHub says of it, asked for once a minute at most, or `now`."""
        cache, key = self._at.caches.facts, (self._at.installation, self._at.name)
        kept = cache.get(key)
        if kept is not None and not now:
            return replace(kept, is_fresh=False)
        answer = await self._at.client.read(self._at.path())
        return keep(cache, key, repository_facts(answer))

    async def default_branch(self) -> str:
        """The name of the default branch, asked for once a minute at most."""
        return (await self.facts()).default_branch

    async def tip(self, branch: str) -> str | None:
        """The commit SHA at the tip of a branch of this repository; None without that branch."""
        return await git_data.tip(self._at, branch)

    async def paths(self, commit: str) -> Mapping[str, str]:
        """Every file of a commit: path -> blob SHA."""
        return await git_data.paths(self._at, commit)

    async def blob(self, sha: str) -> bytes:
        """The bytes of a blob."""
        return await git_data.blob(self._at, sha)

    async def variables(self) -> Mapping[str, str]:
        """The repository's Actions variables; none where the app may not read them."""
        path = self._at.path("actions", "variables")
        try:
            # GitHub docs, "List repository variables": at most 30 a page.
            found = await self._at.client.read_all(path, "variables", per_page=30)
        except RequestRejected:  # 403 without the permission, 404 where Actions are switched off
            return {}
        return {variable["name"]: variable["value"] for variable in found}

    async def permission(self, login: str) -> Permission:
        """What a user may do here, asked at this moment; NONE for somebody unknown."""
        path = self._at.path("collaborators", login, "permission")
        try:
            answer = await self._at.client.read(path)
        except NotThere:
            return Permission.NONE
        return _PERMISSIONS.get(answer["permission"], Permission.NONE)

    async def pull(self, number: int) -> PullRequest:
        """A pull request as it is now."""
        return await pulls.pull(self._at, number)

    async def open_pulls(self) -> Sequence[PullRequest]:
        """All open pull requests to the default branch, oldest first."""
        return await pulls.open_pulls(self._at, await self.default_branch())

    async def pulls_from(self, branch: str) -> Sequence[PullRequest]:
        """All pull requests ever opened from a branch of this repository, in any state."""
        return await pulls.pulls_from(self._at, branch)

    async def merged_pulls(self, branch: str, most: int) -> Sequence[MergedPull]:
        """The last pull requests that were merged into a branch, oldest first."""
        return await pulls.merged_pulls(self._at, branch, most)

    async def first_parent(self, commit: str) -> str | None:
        """The SHA of a commit's first parent; None for one that has none."""
        return await git_data.first_parent(self._at, commit)

    async def close_pull(self, number: int) -> None:
        """Close a pull request; its being closed is no error."""
        await pulls.edit_pull(self._at, number, {"state": "closed"})

    async def comparison(self, base: str, head: str, number: int) -> Comparison:
        """What commit `head` of pull request `number` changes since its merge base with `base`."""
        return await pulls.comparison(self._at, base, head, number)

    async def labels(self) -> frozenset[str]:
        """The names of the labels that exist in the repository."""
        return await conversation.labels(self._at)

    async def create_label(self, label: Label) -> None:
        """Create a label; one of that name being there already is no error."""
        await conversation.create_label(self._at, label)

    async def edit_label(self, label: Label) -> None:
        """Give the label of this name this colour and description; its not being there is fine."""
        await conversation.edit_label(self._at, label)

    async def add_labels(self, number: int, names: Sequence[str]) -> Sequence[Label]:
        """Put labels on a pull request and return all that it has then (none in a dry run)."""
        return await conversation.add_labels(self._at, number, names)

    async def remove_label(self, number: int, name: str) -> None:
        """Take a label off a pull request; its not being there is no error."""
        await conversation.remove_label(self._at, number, name)

    async def check_digest(self, head: str, name: str) -> str | None:
        """The digest of the newest check run of this app and name on a commit, if there is one."""
        return await checks.check_digest(self._at, head, name)

    async def write_check(self, head: str, result: CheckResult) -> None:
        """Create a completed check run on a commit."""
        await checks.write_check(self._at, head, result)

    async def comments(self, number: int) -> Sequence[Comment]:
        """All conversation comments of a pull request, oldest first."""
        return await conversation.comments(self._at, number)

    async def create_comment(self, number: int, body: str) -> int:
        """Write a conversation comment (at most 65,536 characters) and return its id."""
        return await conversation.create_comment(self._at, number, body)

    async def edit_comment(self, comment: int, body: str) -> None:
        """Replace the text of one of our comments; RequestRejected when somebody deleted it."""
        await conversation.edit_comment(self._at, comment, body)

    async def react(self, comment: int, reaction: Reaction) -> None:
        """React to a conversation comment; once more changes nothing."""
        await conversation.react(self._at, comment, reaction)

    async def approving_reviews(self, number: int) -> frozenset[int]:
        """The ids of the reviews that approve at this moment, without those dismissed."""
        return await conversation.approving_reviews(self._at, number)

    async def review_comments(self, number: int) -> Sequence[ReviewComment]:
        """All comments of reviews on lines of the head (the right side of the diff)."""
        return await conversation.review_comments(self._at, number)

    async def create_review(
        self, number: int, head: str, body: str, comments: Sequence[ReviewComment]
    ) -> None:
        """Write one review (event COMMENT); RequestRejected where a comment has no place (422)."""
        await conversation.create_review(self._at, number, head, body, comments)

    async def commit(
        self,
        parents: Sequence[str],
        changes: Sequence[FileChange],
        message: str,
        *,
        repository: str | None = None,
    ) -> str:
        """Store a commit and return its SHA; its files are the first parent's, with the changes."""
        return await git_data.commit(self._at, parents, changes, message, repository or self.name)

    async def create_branch(self, name: str, sha: str) -> None:
        """Create a branch here; raises AlreadyExists."""
        await git_data.create_branch(self._at, name, sha)

    async def update_branch(self, name: str, sha: str, *, repository: str | None = None) -> None:
        """Fast-forward a branch, here or in a fork; raises NotFastForward, RequestRejected."""
        await git_data.update_branch(self._at, name, sha, repository or self.name)

    async def move_branch(self, name: str, before: str | None, after: str | None) -> None:
        """Move a branch here from one commit to any other; raises NotFastForward, RequestRejected.

        None as `before` creates it, and as `after` deletes it.
        """
        await refs.move_branch(self._at, name, before, after)

    async def merge_rules(self, branch: str) -> MergeRules:
        """What the repository and the rules of a branch ask of a merge into it."""
        return await merges.merge_rules(self._at, branch)

    async def merge_pull(
        self, number: int, head: str, method: MergeMethod, title: str, message: str
    ) -> None:
        """Merge a pull request at this head; raises MergeRefused, NotFastForward for another head.

        `title` and `message` are those of the commit that it makes.
        """
        await merges.merge_pull(self._at, number, head, merges.CommitWords(method, title, message))

    async def passed_checks(self, head: str) -> Mapping[str, bool | None]:
        """The check runs of a commit by name: passed, failed, or None while one runs."""
        return await checks.passed_checks(self._at, head)

    async def edit_pull(self, number: int, title: str, body: str) -> None:
        """Replace title and text of a pull request."""
        await pulls.edit_pull(self._at, number, {"title": title, "body": body})

    async def begin_check(self, head: str, name: str, title: str) -> None:
        """Create a check run that is in progress, until one is written."""
        await checks.begin_check(self._at, head, name, title)

    async def create_pull(self, branch: str, base: str, title: str, body: str) -> int:
        """Open a pull request from a branch here and return its number; raises AlreadyExists."""
        return await pulls.create_pull(self._at, branch, base, title, body)

    async def issue(self, number: int) -> Issue | None:
        """A plain issue as it is now; None where somebody deleted it."""
        return await issues.issue(self._at, number)

    async def own_issues(self) -> Sequence[Issue]:
        """The open plain issues that this app opened, newest first."""
        return await issues.own_issues(self._at)

    async def create_issue(self, title: str, body: str) -> int:
        """Open an issue and return its number; RequestRejected where issues are switched off."""
        return await issues.create_issue(self._at, title, body)

    async def edit_issue(self, number: int, body: str) -> None:
        """Replace the text of an issue, and open it again if it was closed."""
        await issues.edit_issue(self._at, number, {"body": body, "state": "open"})

    async def close_issue(self, number: int) -> None:
        """Close an issue; its being closed is no error."""
        await issues.edit_issue(self._at, number, {"state": "closed"})
