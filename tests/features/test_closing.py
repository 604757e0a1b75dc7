from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ghapp.features.closing import (
    ClosingMemory,
    awaited_moment_came,
    closing_of,
    follow_closing,
    planned_closing,
)
from ghapp.features.context import JobContext
from ghapp.ports.events import ClosingDue
from ghapp.ports.values import Branch, PullRequest
from ghapp.rules.context import Closed

TOLD = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
NOW = TOLD + timedelta(hours=10)
TOOLS, JOBS = Closed("tools", "", close_after=48), Closed("jobs", "", close_after=24)
MEMORY = ClosingMemory(frozenset({"tools"}), TOLD.isoformat())

CASES = {
    "told before": ((TOOLS,), MEMORY, TOLD + timedelta(hours=48)),
    "told now": ((TOOLS,), ClosingMemory(), NOW + timedelta(hours=48)),
    "nothing closed": ((), MEMORY, None),
    "never": ((Closed("tools", ""),), MEMORY, None),
    "later by now": ((Closed("tools", "", close_after=200),), MEMORY, TOLD + timedelta(hours=200)),
    "the longest of several": (
        (TOOLS, JOBS),
        ClosingMemory(frozenset({"tools", "jobs"}), TOLD.isoformat()),
        TOLD + timedelta(hours=48),
    ),
    "another section too by now": ((TOOLS, JOBS), MEMORY, NOW + timedelta(hours=48)),
    "never in one of several": ((Closed("tools", ""), JOBS), MEMORY, None),
    "reopened by an editor": ((TOOLS,), replace(MEMORY, closed=True), None),
}


@pytest.mark.parametrize(("closed", "memory", "at"), CASES.values(), ids=CASES)
def test_when_it_is_closed(closed, memory, at):
    """So many hours after its author was told, by the settings as they are now."""
    assert closing_of(closed, memory, NOW).at == at


def test_what_leaves_the_section_counts_anew():
    """The moment at which it was told is forgotten, but not that the app closed it once."""
    assert closing_of((), MEMORY, NOW).memory == ClosingMemory()
    assert closing_of((), replace(MEMORY, closed=True), NOW).memory == ClosingMemory(closed=True)


def test_the_announcement_read_aloud():
    """The report says when, in UTC, and what helps."""
    assert closing_of((TOOLS,), MEMORY, NOW).announcement == (
        "If this pull request still adds only there on Thursday, 3 December, 15:00 UTC, I close it."
        " `/section NAME` moves it to another section."
    )
    assert closing_of((), MEMORY, NOW).announcement == ""


class Kept:
    """What is remembered, and what lies in the queue."""

    def __init__(self):
        self.rows, self.queue = {}, {}

    async def recall(self, kind, repository, number):
        return self.rows.get((kind, number), kind())

    async def remember(self, memory, repository, number):
        self.rows[type(memory), number] = memory

    async def forget(self, kind, repository, number):
        self.rows.pop((kind, number), None)

    async def enqueue(self, key, event, delay=0):
        self.queue.setdefault(key, (event, delay))


class Newsletter:
    name = "crabs/weekly"

    async def permissions(self):
        return {"pull_requests": "write"}


PULL = PullRequest(7, "ferris", *[Branch(None, "x", "a" * 40)] * 2, True, frozenset(), NOW, NOW)
DUE = ClosingDue(1, "crabs/weekly", 7)


async def followed(kept, now):
    key = f"event of {now.isoformat()}"
    context = JobContext(Newsletter(), kept, kept, now, 1, key, None)
    await follow_closing(context, PULL, await planned_closing(context, PULL, (TOOLS,)))
    return context


async def test_one_event_waits_for_the_time():
    """However often it is reconciled before; one that comes too early asks for another."""
    kept = Kept()
    await followed(kept, TOLD)
    await followed(kept, NOW)
    assert list(kept.queue.values()) == [(DUE, 48 * 3600)]

    early = await followed(kept, TOLD + timedelta(hours=47))
    await awaited_moment_came(early, 7)
    await followed(kept, TOLD + timedelta(hours=47))

    assert list(kept.queue.values()) == [(DUE, 48 * 3600), (DUE, 3600)]


async def test_an_event_that_came_within_the_minute_is_asked_for_again():
    """A clock that is set back a little, and the event is not lost."""
    kept = Kept()
    await followed(kept, TOLD)
    early = await followed(kept, TOLD + timedelta(seconds=20))
    await awaited_moment_came(early, 7)
    await followed(kept, TOLD + timedelta(seconds=20))

    assert list(kept.queue.values()) == [(DUE, 48 * 3600), (DUE, 48 * 3600 - 20)]
