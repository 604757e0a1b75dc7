"""The embedded GitHub as every action sees it: what it remembers, and how it tells the app."""

from __future__ import annotations

from dataclasses import dataclass, field

from ghapp.sandbox.background import Background
from ghapp.sandbox.deliveries import HookDeliveries
from ghapp.sandbox.payloads import apps, people, repositories
from ghapp.sandbox.state.conversation import Actor, Json
from ghapp.sandbox.state.installations import HostedInstallation
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.world import HostedWorld


@dataclass
class Site:
    """The world and the app's mailbox."""

    world: HostedWorld
    deliveries: HookDeliveries
    background: Background = field(default_factory=Background)

    def tell(self, repository: HostedRepository, event: str, actor: Actor, payload: Json) -> None:
        """Sends the event if the app is installed there and subscribed to it."""
        installation = self.world.installation_on(repository)
        if installation is None or installation.suspended_at or event not in installation.events:
            return
        payload = payload | {
            "repository": repositories.repository(self.world, repository),
            "sender": people.simple_user(self.world, actor.user),
            "installation": apps.installation_reference(installation),
        }
        if repository.owner.type == "Organization":
            payload["organization"] = people.organization(self.world, repository.owner)
        self.deliveries.add(event, payload, repository)

    def tell_installation(
        self, event: str, found: HostedInstallation, actor: Actor, rest: Json
    ) -> None:
        """Sends an event about the installation itself."""
        payload = rest | {
            "installation": apps.installation(self.world, found),
            "sender": people.simple_user(self.world, actor.user),
        }
        self.deliveries.add(event, payload, None)
