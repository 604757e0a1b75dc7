"""Who may do what, asked of GitHub at the moment when it is to be done."""

from __future__ import annotations

from collections.abc import Sequence

from ghapp.ports.repository import Repository
from ghapp.ports.values import Permission, PullRequest


async def is_editor(repository: Repository, login: str) -> bool:
    """Whether somebody may write to the repository."""
    return await repository.permission(login) >= Permission.WRITE


def is_author(login: str, pull: PullRequest) -> bool:
    """Whether somebody opened the pull request."""
    return login.casefold() == pull.author.casefold()


async def is_author_or_editor(repository: Repository, login: str, pull: PullRequest) -> bool:
    """Whether somebody opened the pull request, or may write to the repository."""
    return is_author(login, pull) or await is_editor(repository, login)


async def missing_permissions(repository: Repository, needed: Sequence[str]) -> list[str]:
    """Which of the permissions needed for writing the app was not granted: "contents: write"."""
    granted = await repository.permissions()
    return [f"{name}: write" for name in needed if granted.get(name) != "write"]
