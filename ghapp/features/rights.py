"""Who may do what, asked of GitHub at the moment when it is to be done."""

from __future__ import annotations

from ghapp.ports.repository import Repository
from ghapp.ports.values import Permission, PullRequest


async def is_editor(repository: Repository, login: str) -> bool:
    """Whether somebody may write to the repository."""
    return await repository.permission(login) >= Permission.WRITE


async def is_author_or_editor(repository: Repository, login: str, pull: PullRequest) -> bool:
    """Whether somebody opened the pull request, or may write to the repository."""
    return login.casefold() == pull.author.casefold() or await is_editor(repository, login)
