"""Issues and pull requests as a story uses them: what people do, and what one then sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ghapp.sandbox.actions import (
    conversation,
    labelling,
    merging,
    pull_events,
    pull_facts,
    pull_requests,
    pushing,
    reviewing,
)
from ghapp.sandbox.actions.committing import commit_files
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import Actor, HostedComment, HostedIssue
from ghapp.sandbox.state.repositories import (
    HostedPull,
    HostedRepository,
    HostedReview,
    HostedReviewComment,
)

if TYPE_CHECKING:
    from ghapp.sandbox.handles.repositories import SandboxRepository

Files = Mapping[str, bytes | str | None]


@dataclass(frozen=True)
class SandboxIssue:
    """An issue, in the hands of a story."""

    repository: SandboxRepository
    state: HostedIssue

    @property
    def number(self) -> int:
        """Its number."""
        return self.state.number

    @property
    def open(self) -> bool:
        """Whether it is open."""
        return self.state.state == "open"

    @property
    def labels(self) -> set[str]:
        """The names of the labels on it."""
        return {label.name for label in self.state.labels}

    @property
    def comments(self) -> list[HostedComment]:
        """The comments of its conversation."""
        return list(self.state.comments)

    async def comment(self, author: str, body: str) -> HostedComment:
        """Somebody comments."""
        actor = self._actor(author)
        return conversation.add_comment(self._site, self.repository.state, self.state, body, actor)

    async def edit_comment(
        self, comment: HostedComment, body: str, *, by: str | None = None
    ) -> None:
        """Somebody changes a comment, its author unless told otherwise."""
        place = (self.state, comment)
        actor = self._actor(by or comment.author.login)
        conversation.edit_comment(self._site, self.repository.state, place, body, actor)

    async def delete_comment(self, comment: HostedComment, *, by: str | None = None) -> None:
        """Somebody deletes a comment."""
        place = (self.state, comment)
        actor = self._actor(by or comment.author.login)
        conversation.delete_comment(self._site, self.repository.state, place, actor)

    async def add_label(self, by: str, name: str) -> None:
        """Somebody puts a label on."""
        await labelling.add_labels(
            self._site, self.repository.state, self.state, [name], self._actor(by)
        )

    async def remove_label(self, by: str, name: str) -> None:
        """Somebody takes a label off."""
        await labelling.remove_label(
            self._site, self.repository.state, self.state, name, self._actor(by)
        )

    @property
    def _site(self) -> Site:
        return self.repository.site

    def _actor(self, login: str) -> Actor:
        return Actor(self._site.world.user(login))


@dataclass(frozen=True)
class SandboxPull(SandboxIssue):
    """A pull request, in the hands of a story."""

    state: HostedPull

    @property
    def head_sha(self) -> str:
        """Its present head."""
        return self.state.head_sha

    @property
    def title(self) -> str:
        """Its title."""
        return self.state.title

    @property
    def merged(self) -> bool:
        """Whether it is merged."""
        return self.state.merged_at is not None

    @property
    def reviews(self) -> list[HostedReview]:
        """Its reviews."""
        return list(self.state.reviews)

    @property
    def review_comments(self) -> list[HostedReviewComment]:
        """The comments on its diff."""
        return list(self.state.review_comments)

    async def outdated(self, comment: HostedReviewComment) -> bool:
        """Whether the lines under a review comment have changed since."""
        found = await reviewing.anchor(self.repository.state, self.state, comment)
        return found.line is None

    @property
    def check_runs(self) -> list[HostedCheckRun]:
        """The check runs of its head."""
        return self.repository.check_runs(self.head_sha)

    def read(self, path: str) -> bytes | None:
        """A file at its head."""
        return self.repository.read(self.head_sha, path)

    async def push(
        self,
        files: Files,
        *,
        force: bool = False,
        message: str = "Update",
        author: str | None = None,
    ) -> str:
        """Its author commits on top of its head, or with `force` replaces all commits by one."""
        head = self._head_repository()
        user = self._site.world.user(author or self.state.author.login)
        start = self.head_sha
        changes = in_bytes(files)
        if force:
            start = await pull_facts.merge_base(self.repository.state, self.state)
        sha = commit_files(self._site, head, start, changes, message, user)
        await pushing.move_branch(self._site, head, self.state.head_ref, sha, Actor(user))
        return sha

    async def set_head(self, sha: str) -> None:
        """Its author force-pushes the branch to an existing commit."""
        await pushing.move_branch(
            self._site, self._head_repository(), self.state.head_ref, sha, Actor(self.state.author)
        )

    async def edit(
        self,
        *,
        by: str | None = None,
        title: str | None = None,
        body: str | None = None,
        base: str | None = None,
    ) -> None:
        """Somebody, its author unless told otherwise, changes title, text or base branch."""
        given = {"title": title, "body": body, "base": base}
        changes = {name: value for name, value in given.items() if value is not None}
        actor = self._actor(by or self.state.author.login)
        await pull_requests.edit_pull(self._site, self.repository.state, self.state, changes, actor)

    async def close(self, *, by: str) -> None:
        """Somebody closes it."""
        await pull_events.close_pull(self._site, self.repository.state, self.state, self._actor(by))

    async def reopen(self, *, by: str) -> None:
        """Somebody opens it again."""
        await pull_requests.reopen_pull(
            self._site, self.repository.state, self.state, self._actor(by)
        )

    async def merge(self, *, by: str, method: str = "merge") -> str:
        """Somebody presses the merge button."""
        wish = merging.MergeRequest(method)
        base, actor = self.repository.state, self._actor(by)
        merged = await merging.prepare_merge(self._site, base, self.state, wish, actor)
        await merging.finish_merge(self._site, base, self.state, merged, actor)
        return merged.commit

    async def review(self, author: str, body: str, event: str = "COMMENT") -> HostedReview:
        """Somebody reviews it."""
        actor = self._actor(author)
        new = reviewing.NewReview(event, body)
        return await reviewing.create_review(
            self._site, self.repository.state, self.state, new, actor
        )

    async def delete_head_repository(self) -> None:
        """Its author deletes the fork; the pull request stays."""
        fork = self._head_repository()
        if fork is self.repository.state:
            raise LookupError("the branch is in the repository itself")
        del self._site.world.repositories[fork.full_name.lower()]
        for pull in self.repository.state.pulls:
            if pull.head_repository is fork:
                pull.head_repository = None
                pull.maintainer_can_modify = False

    def _head_repository(self) -> HostedRepository:
        if self.state.head_repository is None:
            raise LookupError("the fork was deleted")
        return self.state.head_repository


def in_bytes(files: Files) -> dict[str, bytes | None]:
    """Files as git keeps them."""
    return {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}
