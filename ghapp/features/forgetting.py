"""What was remembered of a pull request is forgotten when it has long been closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from ghapp.features.check_run import CheckMemory
from ghapp.features.closing import ClosingMemory
from ghapp.features.context import JobContext
from ghapp.features.labels import LabelMemory
from ghapp.features.report import ReportMemory
from ghapp.ports.store import Memory

KEPT_FOR = timedelta(days=90)

# What the app did on GitHub, and that cannot be seen there: it holds if somebody reopens it.
KEPT = (ClosingMemory, LabelMemory, ReportMemory)


@dataclass(frozen=True, slots=True)
class ClosedSince(Memory):
    """When the app learned that a pull request is closed."""

    kind: ClassVar[str] = "closed since"

    at: str = ""  # ISO 8601, UTC; "" while it is open


async def note_closed(context: JobContext, number: int) -> None:
    """Note that a pull request is closed."""
    known = await context.recall(ClosedSince, number)
    if not known.at:
        await context.remember(ClosedSince(context.now.astimezone(UTC).isoformat()), number)


async def note_open(context: JobContext, number: int) -> None:
    """Note that a pull request is open, perhaps again."""
    await context.forget(ClosedSince, number)


async def forget_closed(
    context: JobContext, known: Collection[int], still_open: Collection[int]
) -> None:
    """Forget what has long been closed, and note what was closed without our hearing of it.

    Args:
        context: of the event.
        known: the numbers of which something was remembered, read before what is open.
        still_open: the numbers of the open pull requests.

    """
    for number in sorted(set(known) - set(still_open)):
        await note_closed(context, number)
    for number, closed in (await context.recall_all(ClosedSince)).items():
        if number not in still_open and _is_long_ago(closed.at, context.now):
            await context.store.forget_all(context.repository.name, number, KEPT)


async def judged_pulls(context: JobContext) -> Collection[int]:
    """The numbers of the pull requests that were checked and are not forgotten."""
    return (await context.recall_all(CheckMemory)).keys()


def _is_long_ago(moment: str, now: datetime) -> bool:
    return datetime.fromisoformat(moment) < now - KEPT_FOR
