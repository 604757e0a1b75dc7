"""Where the app is installed, and the tokens that were given to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ghapp.sandbox.state.conversation import HostedUser
from ghapp.sandbox.state.repositories import HostedRepository


@dataclass(eq=False)
class HostedInstallation:
    """The app on one account, with the repositories it was given."""

    id: int
    account: HostedUser
    permissions: dict[str, str]
    events: list[str]
    created_at: datetime
    repositories: list[HostedRepository] = field(default_factory=list)
    suspended_at: datetime | None = None


@dataclass(frozen=True)
class Grant:
    """An installation token: what it reaches, and until when."""

    token: str
    installation: HostedInstallation
    permissions: dict[str, str]
    repositories: tuple[HostedRepository, ...] | None
    expires_at: datetime

    def reaches(self, repository: HostedRepository) -> bool:
        """Whether the token was issued for this repository."""
        if repository not in self.installation.repositories:
            return False
        return self.repositories is None or repository in self.repositories

    def may(self, permission: str, level: str = "write") -> bool:
        """Whether the token carries this permission."""
        held = self.permissions.get(permission, "none")
        return held == level or (level == "read" and held == "write")

    def open_branches(self, fork: HostedRepository) -> set[str]:
        """The branches of a fork that maintainers of its parent may push to."""
        base = fork.parent
        if base is None or not self.reaches(base) or fork.owner.type != "User":
            return set()
        return {
            pull.head_ref
            for pull in base.pulls
            if pull.state == "open" and pull.maintainer_can_modify and pull.head_repository is fork
        }
