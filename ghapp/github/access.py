"""What all requests to one repository share: its paths, the app's identity, the caches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ghapp.github.caches import Caches, Key
from ghapp.github.client import Client

GHOST = "ghost"  # GitHub shows this name where an account was deleted


@dataclass(frozen=True, slots=True)
class Speaker:
    """The app as others see it: its comments are written by `<slug>[bot]`."""

    app_id: int
    slug: str

    def wrote(self, item: Mapping[str, Any]) -> bool:
        """Whether a comment is this app's own, whatever its text says.

        Nobody can register a login with brackets, so the name is proof; the id of the app is
        compared too where GitHub tells it.
        """
        user, via = item.get("user") or {}, item.get("performed_via_github_app") or {}
        is_bot = user.get("login") == f"{self.slug}[bot]" and user.get("type", "Bot") == "Bot"
        return is_bot and via.get("id", self.app_id) == self.app_id


@dataclass(frozen=True, slots=True)
class Access:
    """One repository through one installation."""

    client: Client
    installation: int
    name: str  # "owner/name"
    speaker: Speaker
    caches: Caches

    def path(self, *parts: str | int) -> str:
        """The API's path of something in this repository; each part is quoted."""
        return repository_path(self.name, *parts)

    def key(self, sha: str) -> Key:
        """The key in a cache of something of this repository."""
        return self.installation, self.name, sha


def repository_path(name: str, *parts: str | int) -> str:
    """The API's path of something in a repository; each part is quoted, slashes too."""
    owner, _, repository = name.partition("/")
    return "/".join(("/repos", *(quoted(str(part)) for part in (owner, repository, *parts))))


def quoted(part: str) -> str:
    """One segment of a path, or a value of a query."""
    return quote(part, safe="")


def author(item: Mapping[str, Any]) -> str:
    """The login of who wrote something; GitHub gives null for a deleted account."""
    login: str = (item.get("user") or {}).get("login") or GHOST
    return login
