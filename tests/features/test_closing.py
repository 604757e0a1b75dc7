from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ghapp.features.closing import ClosingMemory, closing_of
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
    "beyond the calendar": (
        (Closed("tools", "", close_after=10**18),),
        MEMORY,
        TOLD + timedelta(hours=100_000),
    ),
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
