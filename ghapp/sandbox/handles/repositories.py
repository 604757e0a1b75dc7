"""Repositories as a story uses them: the app installed, files pushed, buttons pressed."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions import (
    checking,
    forking,
    issues,
    labelling,
    pull_requests,
    pushing,
)
from ghapp.sandbox.actions.committing import commit_files
from ghapp.sandbox.handles.files import Files, in_bytes
from ghapp.sandbox.handles.issues import SandboxIssue
from ghapp.sandbox.handles.pulls import SandboxPull
from ghapp.sandbox.handles.settings import SandboxSettings
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import Actor, HostedLabel
from ghapp.sandbox.state.repositories import HostedPull


@dataclass(frozen=True)
class SandboxRepository(SandboxSettings):
    """A repository, in the hands of a story."""

    @property
    def full_name(self) -> str:
        """Owner and name."""
        return self.state.full_name

    # Issues and pull requests

    async def open_issue(self, author: str, title: str, body: str = "") -> SandboxIssue:
        """Somebody opens a plain issue."""
        actor = Actor(self.site.world.user(author))
        issue = issues.open_issue(self.site, self.state, title, body, actor)
        return SandboxIssue(self.site, self.state, issue)

    async def open_pull(
        self,
        *,
        author: str,
        title: str,
        branch: str,
        files: Files,
        base: str | None = None,
        body: str = "",
        draft: bool = False,
        from_fork: bool = True,
        organization_fork: bool = False,
        maintainer_can_modify: bool = True,
        start: str | None = None,
        message: str | None = None,
    ) -> SandboxPull:
        """Somebody pushes a branch, to a fork unless told otherwise, and opens a pull request."""
        world = self.site.world
        user = world.user(author)
        owner = world.user(f"{author}-org", "Organization") if organization_fork else user
        base = base or self.state.default_branch
        source = forking.fork(self.site, self.state, owner) if from_fork else self.state
        tip = start or self.state.branch(base)
        sha = commit_files(self.site, self.state, tip, in_bytes(files), message or title, user)
        actor = Actor(user)
        await pushing.move_branch(self.site, source, branch, sha, actor)
        new = pull_requests.NewPull(title, source, branch, base, body, draft, maintainer_can_modify)
        pull = await pull_requests.open_pull(self.site, self.state, new, actor)
        return SandboxPull(self.site, self.state, pull)

    def pull(self, number: int) -> SandboxPull:
        """The pull request of that number."""
        found = self.state.issues.get(number)
        if not isinstance(found, HostedPull):
            raise LookupError(  # noqa: TRY004 - a plain issue has no pull request
                f"there is no pull request #{number} in {self.full_name}"
            )
        return SandboxPull(self.site, self.state, found)

    @property
    def issues(self) -> list[SandboxIssue]:
        """The plain issues, oldest first."""
        found = self.state.issues.values()
        plain = (issue for issue in found if not isinstance(issue, HostedPull))
        return [SandboxIssue(self.site, self.state, issue) for issue in plain]

    @property
    def pulls(self) -> list[SandboxPull]:
        """The pull requests, oldest first."""
        return [SandboxPull(self.site, self.state, pull) for pull in self.state.pulls]

    @property
    def labels(self) -> dict[str, HostedLabel]:
        """The labels that exist here, by name."""
        return {label.name: label for label in self.state.labels.values()}

    def delete_label(self, name: str) -> None:
        """Somebody deletes a label."""
        labelling.delete_label(self.state, name)

    # Checks

    def check_runs(self, head_sha: str | None = None) -> list[HostedCheckRun]:
        """The check runs, oldest first, of one commit or of all."""
        runs = self.state.runs.values()
        return [run for run in runs if head_sha in (None, run.head_sha)]

    async def press_button(self, run: HostedCheckRun, identifier: str, *, by: str) -> None:
        """Somebody presses a button of a check run."""
        actor = Actor(self.site.world.user(by))
        checking.press_button(self.site, self.state, run, identifier, actor)

    async def rerequest(self, run: HostedCheckRun, *, by: str) -> None:
        """Somebody presses Re-run on one check."""
        checking.rerequest_run(self.site, self.state, run, Actor(self.site.world.user(by)))

    async def rerequest_all(self, head_sha: str, *, by: str) -> None:
        """Somebody presses Re-run on all checks of a commit."""
        actor = Actor(self.site.world.user(by))
        checking.rerequest_suite(self.site, self.state, head_sha, actor)
