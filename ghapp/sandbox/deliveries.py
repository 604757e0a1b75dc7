"""Webhook deliveries: signed, sent one after another, logged, and redelivered on request."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import itertools
import json
import time
import uuid
from collections.abc import Iterable

import aiohttp

from ghapp.sandbox.hook_log import HookDelivery
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.world import HostedWorld

TIMEOUT = aiohttp.ClientTimeout(total=10)
_STATUS_TEXT = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content"}


class HookDeliveries:
    """The queue of events for the app, and the log of what became of them."""

    def __init__(self, world: HostedWorld, webhook_url: str | None) -> None:
        self.world = world
        self.webhook_url = webhook_url
        self.log: list[HookDelivery] = []
        self._queue: asyncio.Queue[HookDelivery] = asyncio.Queue()
        self._held: list[HookDelivery] | None = None
        self._hook_id = world.next_id()
        self._numbers = itertools.count(10_000_001)
        self._sender: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Begins to send."""
        self._session = aiohttp.ClientSession(timeout=TIMEOUT, auto_decompress=True)
        self._sender = asyncio.create_task(self._send_all())

    async def stop(self) -> None:
        """Stops sending; what is still queued is dropped."""
        if self._sender is not None:
            self._sender.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sender
        if self._session is not None:
            await self._session.close()

    def add(self, event: str, payload: Json, repository: HostedRepository | None) -> HookDelivery:
        """Queues an event for delivery."""
        delivery = HookDelivery(
            id=next(self._numbers),
            guid=str(uuid.uuid4()),
            event=event,
            action=payload.get("action"),
            payload=payload,
            repository=repository,
            installation_id=(payload.get("installation") or {}).get("id"),
            delivered_at=self.world.now(),
        )
        self._enqueue(delivery)
        return delivery

    def redeliver(self, delivery: HookDelivery) -> HookDelivery:
        """Queues the same event again, under the same GUID."""
        again = HookDelivery(
            id=next(self._numbers),
            guid=delivery.guid,
            event=delivery.event,
            action=delivery.action,
            payload=delivery.payload,
            repository=delivery.repository,
            installation_id=delivery.installation_id,
            delivered_at=self.world.now(),
            redelivery=True,
        )
        self._enqueue(again)
        return again

    def hold(self) -> None:
        """Keeps deliveries back, as when GitHub is slow, until `release`."""
        if self._held is None:
            self._held = []

    def release(self, order: Iterable[int] | None = None) -> None:
        """Sends what was held: all of it in order, or these positions in this order."""
        held, self._held = self._held or [], None
        for position in range(len(held)) if order is None else order:
            self._queue.put_nowait(held[position])

    @property
    def held(self) -> list[HookDelivery]:
        """What waits for `release`."""
        return list(self._held or ())

    async def drained(self) -> None:
        """Waits until the app has answered everything that was queued."""
        await self._queue.join()

    def _enqueue(self, delivery: HookDelivery) -> None:
        if self._held is not None:
            self._held.append(delivery)
        else:
            self._queue.put_nowait(delivery)

    async def _send_all(self) -> None:
        while True:
            delivery = await self._queue.get()
            self.log.append(delivery)
            try:
                await self._send(delivery)
            finally:
                self._queue.task_done()

    async def _send(self, delivery: HookDelivery) -> None:
        body = json.dumps(delivery.payload, separators=(",", ":")).encode()
        delivery.request_headers = self._headers(delivery, body)
        started = time.perf_counter()
        try:
            await self._post(delivery, body)
        except TimeoutError:
            delivery.status = "timed out"
        except aiohttp.ClientError:
            delivery.status = "failed to connect to host"
        delivery.duration = round(time.perf_counter() - started, 3)

    async def _post(self, delivery: HookDelivery, body: bytes) -> None:
        if self.webhook_url is None or self._session is None:
            delivery.status = "failed to connect to host"
            return
        request = self._session.post(
            self.webhook_url, data=body, headers=delivery.request_headers, allow_redirects=False
        )
        async with request as answer:
            await answer.read()
            delivery.status = _STATUS_TEXT.get(answer.status, answer.reason or "error")
            delivery.status_code = answer.status

    def _headers(self, delivery: HookDelivery, body: bytes) -> dict[str, str]:
        app = self.world.app
        secret = app.webhook_secret.encode()
        return {
            "Accept": "*/*",
            "Content-Type": "application/json",
            "User-Agent": f"GitHub-Hookshot/{delivery.guid[:7]}",
            "X-GitHub-Delivery": delivery.guid,
            "X-GitHub-Event": delivery.event,
            "X-GitHub-Hook-ID": str(self._hook_id),
            "X-GitHub-Hook-Installation-Target-ID": str(app.id),
            "X-GitHub-Hook-Installation-Target-Type": "integration",
            "X-Hub-Signature": f"sha1={hmac.new(secret, body, hashlib.sha1).hexdigest()}",
            "X-Hub-Signature-256": f"sha256={hmac.new(secret, body, hashlib.sha256).hexdigest()}",
        }
