"""POST /webhook: a delivery is verified, parsed, stored durably and only then acknowledged."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiohttp import web
from gidgethub import ValidationFailure, sansio
from sqlalchemy.exc import SQLAlchemyError

from ghapp.engine import NotStored
from ghapp.github.events import BadPayload, parse
from ghapp.ports.events import Event
from ghapp.ports.jobs import JobQueue
from ghapp.server.body import Bodies, TooLarge, TooSlow
from ghapp.server.metrics import Metrics

SECONDS_TO_STORE = 8  # GitHub waits 10 for the answer
DELIVERY = re.compile(r"[\w.-]{1,100}", re.ASCII)
EVENT = re.compile(r"\w{1,50}", re.ASCII)

# The delivery's id, its event and its payload.
Obey = Callable[[str, str, Mapping[str, Any]], Awaitable[None]]

log = logging.getLogger(__name__)


class DeliveryRejected(Exception):
    """The request is no valid delivery: the status to answer, and a text without anything of it."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Webhook:
    """Answers POST /webhook."""

    def __init__(
        self,
        secret: str,
        jobs: JobQueue,
        metrics: Metrics,
        app_slug: Callable[[], str],
        obey: Obey,
    ) -> None:
        """Receive deliveries.

        Args:
            secret: that they are signed with.
            jobs: where their events go.
            metrics: that count them.
            app_slug: asked at each delivery, for at the start it may not be known yet.
            obey: takes out of sight what a delivery says is private.

        """
        self._secret = secret
        self._jobs = jobs
        self._metrics = metrics
        self._app_slug = app_slug
        self._obey = obey
        self._bodies = Bodies()

    async def receive(self, request: web.Request) -> web.Response:
        """Answer 202 once the delivery is stored or known to be of no use."""
        try:
            body = await self._verified_body(request)
        except DeliveryRejected as error:
            log.info("Rejected a request: %s", error)
            return self._answer("unverified", error)
        event = request.headers.get("X-GitHub-Event", "")
        try:
            delivery, payload = _content(request, body)
            await self._accept(delivery, event, payload)
        except DeliveryRejected as error:
            log.warning("Delivery rejected: %s", error, extra={"event": event})
            return self._answer(event if EVENT.fullmatch(event) else "unnamed", error)
        self._metrics.delivery(event, 202)
        return web.Response(status=202, text="accepted\n")

    def _answer(self, event: str, error: DeliveryRejected) -> web.Response:
        self._metrics.delivery(event, error.status)
        return web.Response(status=error.status, text=f"{error}\n")

    async def _verified_body(self, request: web.Request) -> bytes:
        if request.content_type != "application/json":
            raise DeliveryRejected(415, "The content type must be application/json.")
        try:
            body = await self._bodies.read(request)
        except TooLarge:
            raise DeliveryRejected(413, "The body is above 25 MiB.") from None
        except TooSlow:
            raise DeliveryRejected(408, "The body did not arrive in time.") from None
        if not self._is_signed(body, request.headers.get("X-Hub-Signature-256", "")):
            raise DeliveryRejected(401, "The signature is missing or wrong.")
        return body

    def _is_signed(self, body: bytes, signature: str) -> bool:
        # What gidgethub checks is SHA-1 too, and it compares nothing but ASCII.
        if not signature.startswith("sha256=") or not signature.isascii():
            return False
        try:
            sansio.validate_event(body, signature=signature, secret=self._secret)
        except ValidationFailure:
            return False
        return True

    async def _accept(self, delivery: str, event: str, payload: dict[str, Any]) -> None:
        facts = _facts(delivery, event, payload)
        events = self._events(event, payload)
        try:
            async with asyncio.timeout(SECONDS_TO_STORE):
                await self._obey(delivery, event, payload)
                await self._store(delivery, events)
        except (NotStored, SQLAlchemyError, TimeoutError) as error:
            # GitHub records a failure, so that the delivery can be sent again.
            raise DeliveryRejected(503, "The delivery could not be stored.") from error
        log.info("Delivery stored" if events else "Delivery not used", extra=facts)

    def _events(self, event: str, payload: dict[str, Any]) -> Sequence[Event]:
        if not isinstance(payload.get("installation"), dict):
            return ()
        try:
            return parse(event, payload, self._app_slug())
        except BadPayload as error:
            raise DeliveryRejected(
                400, "The payload is not of the form that GitHub documents."
            ) from error

    async def _store(self, delivery: str, events: Sequence[Event]) -> None:
        # The first has the delivery's own key: by that it is known which deliveries are stored.
        keys = [f"{delivery}.{i}" if i else delivery for i in range(len(events))]
        stored = (self._jobs.enqueue(key, event) for key, event in zip(keys, events, strict=True))
        await asyncio.gather(*stored)


def _content(request: web.Request, body: bytes) -> tuple[str, dict[str, Any]]:
    """The delivery's id and its payload, of a request whose signature is right."""
    delivery = request.headers.get("X-GitHub-Delivery", "")
    event = request.headers.get("X-GitHub-Event", "")
    if not DELIVERY.fullmatch(delivery) or not EVENT.fullmatch(event):
        raise DeliveryRejected(400, "The headers X-GitHub-Event and X-GitHub-Delivery are needed.")
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        raise DeliveryRejected(400, "The body is not JSON.") from None
    if not isinstance(payload, dict):
        raise DeliveryRejected(400, "The body is not a JSON object.")
    return delivery, payload


def _facts(delivery: str, event: str, payload: dict[str, Any]) -> dict[str, Any]:
    """What the log line of a delivery says; a field of an unexpected form is left out."""
    facts: dict[str, Any] = {"delivery": delivery, "event": event}
    if isinstance(action := payload.get("action"), str):
        facts["action"] = action
    if isinstance(repository := payload.get("repository"), dict):
        facts["repository"] = repository.get("full_name")
    for name in ("pull_request", "issue"):
        if isinstance(subject := payload.get(name), dict):
            facts["number"] = subject.get("number")
    return facts
