"""The whole embedded GitHub: its people, repositories and the one app that is registered on it."""

from __future__ import annotations

import base64
import itertools
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives import serialization

from ghapp.sandbox.formats import node_id
from ghapp.sandbox.state.apps import HostedApp
from ghapp.sandbox.state.conversation import Actor, HostedUser, Json
from ghapp.sandbox.state.installations import Grant, HostedInstallation
from ghapp.sandbox.state.repositories import HostedRepository

LEVELS = ("none", "read", "write", "admin")
Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The present time."""
    return datetime.now(UTC)


@dataclass
class HostedWorld:
    """Everything there is, and the only place that hands out identifiers and the time."""

    clock: Clock = wall_clock
    url: str = ""
    users: dict[str, HostedUser] = field(default_factory=dict)
    repositories: dict[str, HostedRepository] = field(default_factory=dict)
    installations: dict[int, HostedInstallation] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    verified_commits: set[str] = field(default_factory=set)
    manifest_codes: set[str] = field(default_factory=set)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1001))
    _app: HostedApp | None = None

    @property
    def api(self) -> str:
        """Where the REST API begins."""
        return f"{self.url}/api/v3"

    @property
    def app(self) -> HostedApp:
        """The registered app."""
        if self._app is None:
            raise LookupError("no app is registered")
        return self._app

    @property
    def app_actor(self) -> Actor:
        """The app's own bot account."""
        return Actor(self.user(f"{self.app.slug}[bot]"), via_app=True)

    def register(
        self,
        app_id: int,
        slug: str,
        private_key: str,
        secret: str,
        manifest: Json,
        owner: HostedUser | None = None,
    ) -> None:
        """Registers the app; GitHub keeps only the public half of the key."""
        # Proving an RSA key takes longer than all the rest of a start; GitHub made it itself.
        key = serialization.load_pem_private_key(
            private_key.encode(), None, unsafe_skip_rsa_key_validation=True
        )
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self._app = HostedApp(
            id=app_id,
            slug=slug,
            client_id=f"Iv23li{app_id:014d}",
            private_key=private_key,
            public_key=public,
            webhook_secret=secret,
            manifest=manifest,
            owner=owner or self.user("app-owner"),
            created_at=self.now(),
        )

    def now(self) -> datetime:
        """The time, in whole seconds as GitHub gives it."""
        return self.clock().replace(microsecond=0)

    def next_id(self) -> int:
        """A fresh identifier."""
        return next(self._ids)

    def user(self, login: str, kind: str = "User") -> HostedUser:
        """The account of that name, made on first mention; `name[bot]` is a bot."""
        key = login.lower()
        if key not in self.users:
            kind = "Bot" if key.endswith("[bot]") else kind
            self.users[key] = HostedUser(self.next_id(), login, kind)
        return self.users[key]

    def repository(self, full_name: str) -> HostedRepository | None:
        """The repository of that name; names are compared without case."""
        return self.repositories.get(full_name.lower())

    def repository_by_node(self, node: str) -> HostedRepository | None:
        """The repository with that global identifier."""
        all_of_them = self.repositories.values()
        return next((one for one in all_of_them if node_id("Repository", one.id) == node), None)

    def installation_on(self, repository: HostedRepository) -> HostedInstallation | None:
        """The installation that was given this repository."""
        all_of_them = self.installations.values()
        return next((one for one in all_of_them if repository in one.repositories), None)

    def issue_token(
        self,
        installation: HostedInstallation,
        permissions: dict[str, str],
        repositories: tuple[HostedRepository, ...] | None,
    ) -> Grant:
        """A new installation token, valid for an hour."""
        grant = Grant(
            token=_new_token(self.app.id, installation.id),
            installation=installation,
            permissions=permissions,
            repositories=repositories,
            expires_at=self.now() + timedelta(hours=1),
        )
        self.grants[grant.token] = grant
        return grant


def _new_token(app: int, installation: int) -> str:
    """A token in the form that GitHub gives since April 2026: about 520 characters, with dots."""
    claims = {"iss": "sandbox", "sub": str(installation), "jti": secrets.token_hex(32)}
    parts = [json.dumps({"alg": "RS256", "typ": "JWT"}).encode(), json.dumps(claims).encode()]
    coded = [base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts]
    return f"ghs_{app}_{'.'.join([*coded, secrets.token_urlsafe(256)])}"
