"""The branches of a repository as a story uses them: files pushed, and read again."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions import pushing
from ghapp.sandbox.actions.committing import commit_files
from ghapp.sandbox.handles.files import Files, in_bytes, read_file
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.repositories import HostedRepository


@dataclass(frozen=True)
class SandboxBranches:
    """The branches; those who push here by hand are not held by the rules of a branch."""

    site: Site
    state: HostedRepository

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
        return read_file(self.state, ref, path)

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
