"""How long there is, how old something is, and how a pull request stands: in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ghapp.board.deadline import USUALLY, time_left
from ghapp.board.states import age, states
from ghapp.features.waiting import Waiting

WEDNESDAY = date(2026, 12, 2)


@pytest.mark.parametrize(
    ("now", "timezone", "said"),
    [
        ("2026-12-01T23:30+00:00", "UTC", f"1 hour until that day begins (UTC). {USUALLY}"),
        ("2026-11-27T00:00+00:00", "UTC", f"120 hours until that day begins (UTC). {USUALLY}"),
        (
            "2026-12-02T00:00+00:00",
            "UTC",
            f"That is today (UTC), with 24 hours left. {USUALLY}",
        ),
        (
            "2026-12-02T23:30+00:00",
            "UTC",
            f"That is today (UTC), with 1 hour left. {USUALLY}",
        ),
        (
            "2026-12-01T23:30+00:00",
            "Europe/Berlin",
            f"That is today (Europe/Berlin), with 24 hours left. {USUALLY}",
        ),
        (
            "2026-12-03T05:00+00:00",
            "UTC",
            "That day ended less than a day ago (UTC), and the draft is not published.",
        ),
        (
            "2026-12-05T05:00+00:00",
            "UTC",
            "That day ended 2 days ago (UTC), and the draft is not published.",
        ),
    ],
)
def test_how_long_there_is(now, timezone, said):
    """Hours count until the day of the edition begins, where its editors are."""
    assert time_left(WEDNESDAY, timezone, datetime.fromisoformat(now)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "just opened"),  # by a clock that is ahead
        (60, "1 minute old"),
        (3600, "1 hour old"),
        (47 * 3600, "47 hours old"),
        (48 * 3600, "2 days old"),
    ],
)
def test_how_old_it_is(seconds, said):
    """The age of a pull request in the largest unit that says enough."""
    now = datetime(2026, 12, 1, tzinfo=UTC)

    assert age(now - timedelta(seconds=seconds), now) == said


@pytest.mark.parametrize(
    ("pull", "words"),
    [
        ({"sections": ("Research",)}, ["ready"]),
        ({}, ["for an editor"]),
        ({"rules": frozenset({"duplicate-link"})}, ["duplicate"]),
        ({"rules": frozenset({"wrong-file"})}, ["wrong file"]),
        (
            {"rules": frozenset({"duplicate-link", "spaces"})},
            ["duplicate", "needs fixes"],
        ),
        ({"has_conflict": True, "is_draft": True}, ["conflict", "draft"]),
        ({"is_late": True}, ["waits for an edition"]),
        ({"is_moved": True}, ["is moved at the merge"]),
    ],
)
def test_how_a_pull_request_stands(pull, words):
    """An editor sees what is in the way, and else that nothing is."""
    assert [state.words for state in states(Waiting(**pull), is_approved=False)] == words


def test_what_is_approved_says_so():
    """An approval stands beside what is in its way."""
    pull = Waiting(rules=frozenset({"spaces"}))

    said = [state.words for state in states(pull, is_approved=True)]

    assert said == ["needs fixes", "approved"]
