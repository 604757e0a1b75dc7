"""Pull requests as a story uses them: what people do, and what one then sees."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions import (
    merging,
    pull_events,
    pull_facts,
    pull_requests,
    pushing,
    reopening,
    reviewing,
)
from ghapp.sandbox.actions.committing import commit_files
from ghapp.sandbox.handles.files import Files, in_bytes, read_file
from ghapp.sandbox.handles.issues import SandboxIssue
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.merges import MergeRequest
from ghapp.sandbox.state.repositories import (
    HostedPull,
    HostedRepository,
    HostedReview,
    HostedReviewComment,
)


@dataclass(frozen=True)
class SandboxPull(SandboxIssue):
    """A pull request, in the hands of a story."""

    state: HostedPull

    @property
    def head_sha(self) -> str:
        """Its present head."""
        return self.state.head_sha

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
        found = await reviewing.anchor(self.home, self.state, comment)
        return found.line is None

    @property
    def check_runs(self) -> list[HostedCheckRun]:
        """The check runs of its head."""
        runs = self.home.runs.values()
        return [run for run in runs if run.head_sha == self.head_sha]

    def read(self, path: str) -> bytes | None:
        """A file at its head."""
        return read_file(self.home, self.head_sha, path)

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
        user = self.site.world.user(author or self.state.author.login)
        start = self.head_sha
        changes = in_bytes(files)
        if force:
            start = await pull_facts.merge_base(self.home, self.state)
        sha = commit_files(self.site, head, start, changes, message, user)
        await pushing.move_branch(self.site, head, self.state.head_ref, sha, Actor(user))
        return sha

    async def set_head(self, sha: str) -> None:
        """Its author force-pushes the branch to an existing commit."""
        await pushing.move_branch(
            self.site, self._head_repository(), self.state.head_ref, sha, Actor(self.state.author)
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
        await pull_requests.edit_pull(self.site, self.home, self.state, changes, actor)

    async def close(self, *, by: str) -> None:
        """Somebody closes it."""
        await pull_events.close_pull(self.site, self.home, self.state, self._actor(by))

    async def reopen(self, *, by: str) -> None:
        """Somebody opens it again."""
        await reopening.reopen_pull(self.site, self.home, self.state, self._actor(by))

    async def merge(self, *, by: str, method: str = "merge") -> str:
        """Somebody presses the merge button."""
        wish = MergeRequest(method)
        base, actor = self.home, self._actor(by)
        await pull_facts.test_merge(self.site, base, self.state)
        merged = await merging.prepare_merge(self.site, base, self.state, wish, actor)
        await merging.finish_merge(self.site, base, self.state, merged, actor)
        return merged.commit

    async def review(self, author: str, body: str, event: str = "COMMENT") -> HostedReview:
        """Somebody reviews it."""
        actor = self._actor(author)
        new = reviewing.NewReview(event, body)
        return await reviewing.create_review(self.site, self.home, self.state, new, actor)

    async def dismiss_review(self, review: HostedReview, *, by: str, message: str = "") -> None:
        """Somebody dismisses a review."""
        place, actor = (self.state, review), self._actor(by)
        reviewing.dismiss_review(self.site, self.home, place, message, actor)

    async def set_draft(self, draft: bool, *, by: str | None = None) -> None:
        """Its author, unless told otherwise, marks it as ready for review, or as a draft."""
        actor = self._actor(by or self.state.author.login)
        await pull_requests.set_draft(self.site, self.home, self.state, draft, actor)

    async def delete_head_repository(self) -> None:
        """Its author deletes the fork; the pull request stays."""
        fork = self._head_repository()
        if fork is self.home:
            raise LookupError("the branch is in the repository itself")
        del self.site.world.repositories[fork.full_name.lower()]
        for pull in self.home.pulls:
            if pull.head_repository is fork:
                pull.head_repository = None
                pull.maintainer_can_modify = False

    def _head_repository(self) -> HostedRepository:
        if self.state.head_repository is None:
            raise LookupError("the fork was deleted")
        return self.state.head_repository
