"""What the owner of a repository sets: the app, people, rules and variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ghapp.sandbox.actions import (
    installing,
)
from ghapp.sandbox.handles.branches import SandboxBranches
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.installations import HostedInstallation
from ghapp.sandbox.state.repositories import ROLES, HostedVariable
from ghapp.sandbox.state.rules import METHODS, BranchRules


@dataclass(frozen=True)
class SandboxSettings(SandboxBranches):
    """A repository and its settings page."""

    async def install_app(self) -> HostedInstallation:
        """Its owner installs the app."""
        return installing.install(self.site, self.state)

    @property
    def has_app(self) -> bool:
        """Whether the app is installed here."""
        return self.site.world.installation_on(self.state) is not None

    async def uninstall_app(self) -> None:
        """Its owner takes the app away."""
        installing.uninstall(self.site, self.state)

    def set_permission(self, login: str, role: str) -> None:
        """Gives somebody a role: none, read, triage, write, maintain or admin."""
        if role not in ROLES:
            raise ValueError(f"{role!r} is none of {', '.join(ROLES)}")
        self.site.world.user(login)
        self.state.roles[login.lower()] = role

    def set_merge_methods(self, *methods: str) -> None:
        """Allows these ways of merging on the settings page, and no others."""
        self.state.merge_methods = tuple(name for name in METHODS if name in methods)

    def protect(self, branch: str, **rules: Any) -> None:
        """Takes changes to a branch through pull requests only; `rules` as in `BranchRules`."""
        self.state.rules[branch] = BranchRules(self.site.world.next_id(), **rules)

    def set_private(self, private: bool) -> None:
        """Its owner hides it from the public, or shows it."""
        self.state.private = private
        action = "privatized" if private else "publicized"
        self.site.tell(self.state, "repository", Actor(self.state.owner), {"action": action})

    def set_issues(self, *, enabled: bool) -> None:
        """Its owner switches issues on or off; pull requests are there in any case."""
        self.state.has_issues = enabled

    def set_variable(self, name: str, value: str | None) -> None:
        """Sets a variable on the settings page, or with `None` removes it."""
        self.state.variables.pop(name.upper(), None)
        if value is not None:
            now = self.site.world.now()
            self.state.variables[name.upper()] = HostedVariable(name.upper(), value, now, now)
