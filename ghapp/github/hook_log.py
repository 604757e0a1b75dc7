"""GitHub's log of its deliveries to the app: what arrived, what did not, and asking for it again.

GitHub docs, "Handling failed webhook deliveries": it repeats nothing by itself, keeps what it sent
for three days, and sends again what it is asked for, under the same GUID.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ghapp.github.client import Client

MOST_PAGES: Final = 30  # of a hundred attempts each

_PATH: Final = "/app/hook/deliveries"
_UNDER_WAY: Final = "pending"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of GitHub to deliver one event."""

    id: int
    guid: str  # of the delivery: the same over all attempts
    at: datetime
    event: str
    status: int  # of the answer; what GitHub made up when there was none
    is_under_way: bool = False

    @property
    def succeeded(self) -> bool:
        """Whether the app took it."""
        return 200 <= self.status < 300


class HookLog:
    """The log, read with the app's own credentials."""

    def __init__(self, reading: Client, writing: Client) -> None:
        """`writing` is another client than `reading` in a dry run, and sends nothing."""
        self._reading = reading
        self._writing = writing

    async def since(self, moment: datetime) -> Sequence[Attempt]:
        """All attempts from a moment on, newest first.

        Raises:
            RequestRejected, TransientError: as `Client.read`.

        """
        found: list[Attempt] = []
        pages = 0
        async for page in self._reading.read_pages(_PATH):
            attempts = [_attempt(item) for item in page]
            recent = [attempt for attempt in attempts if attempt.at >= moment]
            found += recent
            pages += 1
            if len(recent) < len(attempts):
                break
            if pages == MOST_PAGES:
                _log.warning("More than %d deliveries: older ones are not read", len(found))
                break
        return found

    async def redeliver(self, attempt: Attempt) -> None:
        """Have the event of an attempt delivered once more; in a dry run only log it.

        Raises:
            RequestRejected: GitHub keeps it no longer.
            TransientError: GitHub failed.

        """
        await self._writing.write("POST", f"{_PATH}/{attempt.id}/attempts")


def _attempt(item: Mapping[str, Any]) -> Attempt:
    return Attempt(
        id=item["id"],
        guid=item["guid"],
        at=datetime.fromisoformat(item["delivered_at"]),
        event=item["event"],
        status=item["status_code"],
        is_under_way=item.get("status") == _UNDER_WAY,
    )
