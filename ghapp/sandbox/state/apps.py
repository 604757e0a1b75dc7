"""The registered GitHub App."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ghapp.sandbox.state.conversation import HostedUser, Json


@dataclass(frozen=True)
class HostedApp:
    """The registered GitHub App."""

    id: int
    slug: str
    client_id: str
    private_key: str
    public_key: bytes
    webhook_secret: str
    manifest: Json
    owner: HostedUser
    created_at: datetime

    @property
    def permissions(self) -> dict[str, str]:
        """What an installation of it is granted."""
        return {"metadata": "read"} | dict(self.manifest.get("default_permissions", {}))

    @property
    def events(self) -> list[str]:
        """The webhook events it subscribed to."""
        return list(self.manifest.get("default_events", []))
