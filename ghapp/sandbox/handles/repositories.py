"""Repositories as a story uses them: the app installed, files pushed, buttons pressed."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions import checking, installing, issues, pull_requests, pushing
from ghapp.sandbox.actions.committing import commit_files
from ghapp.sandbox.handles.pulls import Files, SandboxIssue, SandboxPull, in_bytes
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import Actor, HostedLabel
from ghapp.sandbox.state.installations import HostedInstallation
from ghapp.sandbox.state.repositories import ROLES, HostedPull, HostedRepository, HostedVariable


@dataclass(frozen=True)
class SandboxRepository:
    """A repository, in the hands of a story."""

    site: Site
    state: HostedRepository

    @property
    def full_name(self) -> str:
        """Owner and name."""
        return self.state.full_name

    # Installing, people, variables

    async def install_app(self) -> HostedInstallation:
        """Its owner installs the app."""
        return installing.install(self.site, self.state)

    async def uninstall_app(self) -> None:
        """Its owner takes the app away."""
        installing.uninstall(self.site, self.state)

    def set_permission(self, login: str, role: str) -> None:
        """Gives somebody a role: none, read, triage, write, maintain or admin."""
        if role not in ROLES:
            raise ValueError(f"{role!r} is none of {', '.join(ROLES)}")
        self.site.world.user(login)
        self.state.roles[login.lower()] = role

    def set_variable(self, name: str, value: str | None) -> None:
        """Sets a variable on the settings page, or with `None` removes it."""
        self.state.variables.pop(name.upper(), None)
        if value is not None:
            now = self.site.world.now()
            self.state.variables[name.upper()] = HostedVariable(name.upper(), value, now, now)

    # Branches

    async def push(
        self,
        branch: str,
        files: Files,
        *,
        author: str = "editor",
        message: str = "Edit",
        start: str | None = None,
    ) -> str:
        """Somebody commits files to a branch, which is made if there is none."""
        default = self.state.branch(self.state.default_branch)
        tip = start or self.state.branch(branch) or default
        user = self.site.world.user(author)
        sha = commit_files(self.site, self.state, tip, in_bytes(files), message, user)
        await pushing.move_branch(self.site, self.state, branch, sha, Actor(user))
        return sha

    async def set_branch(self, branch: str, sha: str | None, *, by: str = "editor") -> None:
        """Somebody moves a branch to a commit, or with `None` deletes it."""
        actor = Actor(self.site.world.user(by))
        await pushing.move_branch(self.site, self.state, branch, sha, actor)

    @property
    def branches(self) -> dict[str, str]:
        """The branches and their tips."""
        refs = self.state.refs.items()
        return {name.removeprefix("heads/"): sha for name, sha in refs if name.startswith("heads/")}

    def read(self, ref: str, path: str) -> bytes | None:
        """A file at a branch or commit."""
        git = self.state.git
        found = git.commit(self.state.branch(ref) or ref)
        entry = git.entry(found.tree, path) if found else None
        return git.blob(entry.sha) if entry else None

    def paths(self, ref: str) -> list[str]:
        """The files at a branch or commit."""
        git = self.state.git
        found = git.commit(self.state.branch(ref) or ref)
        walked = git.walk(found.tree) if found else ()
        return [path for path, entry in walked if entry.kind == "blob"]

    def parents(self, sha: str) -> tuple[str, ...]:
        """The parents of a commit."""
        found = self.state.git.commit(sha)
        return found.parents if found else ()

    def message(self, sha: str) -> str:
        """The message of a commit."""
        found = self.state.git.commit(sha)
        return found.message if found else ""

    # Issues and pull requests

    async def open_issue(self, author: str, title: str, body: str = "") -> SandboxIssue:
        """Somebody opens a plain issue."""
        actor = Actor(self.site.world.user(author))
        issue = issues.open_issue(self.site, self.state, title, body, actor)
        return SandboxIssue(self, issue)

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
        user = self.site.world.user(author, "Organization" if organization_fork else "User")
        base = base or self.state.default_branch
        source = self._fork(author, organization_fork) if from_fork else self.state
        tip = start or self.state.branch(base)
        sha = commit_files(self.site, self.state, tip, in_bytes(files), message or title, user)
        actor = Actor(user)
        await pushing.move_branch(self.site, source, branch, sha, actor)
        new = pull_requests.NewPull(title, source, branch, base, body, draft, maintainer_can_modify)
        pull = await pull_requests.open_pull(self.site, self.state, new, actor)
        return SandboxPull(self, pull)

    def _fork(self, login: str, organization: bool) -> HostedRepository:
        world = self.site.world
        owner = world.user(f"{login}-org", "Organization") if organization else world.user(login)
        name = f"{owner.login}/{self.state.name}"
        found = world.repository(name)
        if found is None:
            found = HostedRepository(
                id=world.next_id(),
                owner=owner,
                name=self.state.name,
                git=self.state.git,
                namespace=f"refs/forks/{owner.login}/",
                default_branch=self.state.default_branch,
                created_at=world.now(),
                pushed_at=world.now(),
                private=self.state.private,
                parent=self.state,
            )
            world.repositories[name.lower()] = found
        return found

    def fork_of(self, login: str) -> SandboxRepository:
        """Somebody's fork of this repository."""
        found = self.site.world.repository(f"{login}/{self.state.name}")
        if found is None or found.parent is not self.state:
            raise LookupError(f"{login} has no fork of {self.full_name}")
        return SandboxRepository(self.site, found)

    def pull(self, number: int) -> SandboxPull:
        """The pull request of that number."""
        found = self.state.issues.get(number)
        if not isinstance(found, HostedPull):
            raise LookupError(  # noqa: TRY004 - a plain issue has no pull request
                f"there is no pull request #{number} in {self.full_name}"
            )
        return SandboxPull(self, found)

    @property
    def pulls(self) -> list[SandboxPull]:
        """The pull requests, oldest first."""
        return [SandboxPull(self, pull) for pull in self.state.pulls]

    @property
    def labels(self) -> dict[str, HostedLabel]:
        """The labels that exist here, by name."""
        return {label.name: label for label in self.state.labels.values()}

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
