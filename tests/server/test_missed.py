"""Which failed deliveries are asked for again, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ghapp.github.hook_log import Attempt
from ghapp.server.missed import PAUSES, to_repeat

NOW = datetime(2026, 1, 7, 6, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def attempt(number: int, guid: str = "one", *, ago: timedelta = MINUTE, status: int = 503):
    return Attempt(number, guid, NOW - ago, "pull_request", status)


def asked(*attempts: Attempt) -> list[int]:
    return [one.id for one in to_repeat(attempts, NOW)]


def test_a_failed_delivery_is_asked_for_at_once():
    """Nobody waits an hour for a delivery that failed a minute ago."""
    assert asked(attempt(1)) == [1]


@pytest.mark.parametrize("status", [0, 301, 400, 401, 413, 500, 502, 503, 504])
def test_every_answer_but_an_acceptance_is_a_failure(status):
    """GitHub makes up a status when there was no answer at all."""
    assert asked(attempt(1, status=status)) == [1]


def test_one_success_is_enough():
    """A delivery that arrived in any attempt is not asked for, whatever the order in the log."""
    assert asked(attempt(1, ago=HOUR, status=202), attempt(2)) == []
    assert asked(attempt(2, status=200), attempt(1, ago=HOUR)) == []


def test_an_attempt_under_way_is_waited_for():
    """What GitHub is about to deliver is not asked for."""
    assert asked(attempt(1, ago=HOUR), replace(attempt(2), is_under_way=True)) == []


def test_the_newest_attempt_is_the_one_to_repeat_and_the_oldest_delivery_comes_first():
    """Deliveries arrive in the order in which things happened, as far as GitHub keeps to it."""
    tries = (
        attempt(5, "two", ago=2 * HOUR),
        attempt(3, "one", ago=2 * HOUR),
        attempt(1, "one", ago=5 * HOUR),
        attempt(2, "two", ago=4 * HOUR),
    )
    assert asked(*tries) == [3, 5]


def test_the_pauses_grow_and_then_it_is_given_up():
    """A cause that lasts is not met with a request every hour."""
    for tries, pause in enumerate(PAUSES, start=1):
        old = [attempt(number, ago=40 * HOUR) for number in range(1, tries)]
        assert asked(*old, attempt(9, ago=pause + MINUTE)) == [9]
        assert pause <= MINUTE or asked(*old, attempt(9, ago=pause - MINUTE)) == []

    assert asked(*(attempt(number, ago=40 * HOUR) for number in range(len(PAUSES) + 1))) == []


def test_what_the_app_does_not_use_is_left():
    """A star that went unnoticed is no loss."""
    assert asked(replace(attempt(1), event="star")) == []
