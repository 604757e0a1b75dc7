"""Webhooks as a story handles them: waited for, held back, and sent again."""

from __future__ import annotations

from ghapp.sandbox.hook_log import HookDelivery
from ghapp.sandbox.site import Site


class SandboxMail:
    """What the app is told, and when."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @property
    def webhook_url(self) -> str | None:
        """Where the app hears of events."""
        return self._site.deliveries.webhook_url

    @webhook_url.setter
    def webhook_url(self, url: str | None) -> None:
        self._site.deliveries.webhook_url = url

    @property
    def deliveries(self) -> list[HookDelivery]:
        """Every webhook delivery so far, oldest first."""
        return self._site.deliveries.log

    async def drained(self) -> None:
        """Waits until the app has answered every delivery that was queued."""
        await self._site.background.finished()
        await self._site.deliveries.drained()

    def hold_deliveries(self) -> None:
        """Keeps webhooks back until `release_deliveries`."""
        self._site.deliveries.hold()

    def release_deliveries(self, order: list[int] | None = None) -> None:
        """Sends what was held: all in order, or these positions, which may repeat or leave out."""
        self._site.deliveries.release(order)

    def hold_merges(self) -> None:
        """Keeps merges in the background pending until `release_merges`."""
        self._site.background.hold()

    def release_merges(self) -> None:
        """Lets merges in the background happen."""
        self._site.background.release()

    @property
    def held_deliveries(self) -> list[HookDelivery]:
        """What waits for `release_deliveries`."""
        return self._site.deliveries.held

    def redeliver(self, delivery: HookDelivery) -> HookDelivery:
        """Somebody presses Redeliver."""
        return self._site.deliveries.redeliver(delivery)
