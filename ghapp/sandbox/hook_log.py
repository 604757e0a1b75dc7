"""One attempt to hand one event to the app, and how the log shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedRepository


@dataclass
class HookDelivery:
    """One attempt to hand one event to the app."""

    id: int
    guid: str
    event: str
    action: str | None
    payload: Json
    repository: HostedRepository | None
    installation_id: int | None
    delivered_at: datetime
    redelivery: bool = False
    duration: float = 0.0
    status: str = "pending"
    status_code: int = 0
    request_headers: dict[str, str] = field(default_factory=dict)

    @property
    def succeeded(self) -> bool:
        """Whether the app answered in time with 2xx."""
        return 200 <= self.status_code < 300


def delivery_payload(delivery: HookDelivery) -> Json:
    """A delivery as `GET /app/hook/deliveries` lists it."""
    return {
        "id": delivery.id,
        "guid": delivery.guid,
        "delivered_at": delivery.delivered_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "redelivery": delivery.redelivery,
        "duration": delivery.duration,
        "status": delivery.status,
        "status_code": delivery.status_code,
        "event": delivery.event,
        "action": delivery.action,
        "installation_id": delivery.installation_id,
        "repository_id": delivery.repository.id if delivery.repository else None,
        "throttled_at": None,
    }
