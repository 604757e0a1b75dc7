"""Retries: what fails is tried again later, up to a limit, and nobody waits for it."""

from __future__ import annotations

import logging
from dataclasses import replace

from ghapp.engine import Outcome, Pace
from ghapp.ports.errors import TransientError
from tests.engine.desk import QUICK, changed, pressed, written


async def test_a_failed_job_is_tried_again_under_its_key(start, desk):
    """After a transient error the same event is handled later, and nobody waits for it."""
    outcomes = []
    engine = await start(
        pace=replace(QUICK, delays=(0.01,)),
        observe=lambda kind, outcome, _seconds: outcomes.append((kind, outcome)),
    )
    desk.failures.append(TransientError("GitHub is away"))
    await engine.enqueue("delivery", changed())
    await engine.idle(delayed=True)

    assert desk.handled == [("delivery", changed())]
    assert outcomes == [("PullChanged", Outcome.RETRIED), ("PullChanged", Outcome.DONE)]


async def test_a_job_that_waits_to_be_tried_again_does_not_block_its_lane(start, desk):
    """The next event of the same pull request is handled while an earlier one waits."""
    engine = await start(pace=Pace(poll=0.02, delays=(3600,)))
    desk.failures.append(TransientError("GitHub is away"))
    await engine.enqueue("first", pressed("first"))
    await engine.idle()
    await engine.enqueue("second", pressed("second"))
    await engine.idle()

    assert desk.keys == ["second"]


async def test_after_the_last_attempt_the_operator_is_told(start, desk, caplog):
    """An event that fails every time is given up with an error in the log that names it."""
    outcomes = []
    engine = await start(observe=lambda _kind, outcome, _seconds: outcomes.append(outcome))
    desk.failures = [ValueError("broken"), ValueError("broken again")]
    await engine.enqueue("delivery", changed())
    await engine.idle(delayed=True)

    assert outcomes == [Outcome.RETRIED, Outcome.GIVEN_UP]
    [error] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "broken again" in error.getMessage()
    assert (vars(error)["delivery"], vars(error)["number"]) == ("delivery", 7)


async def test_who_wrote_a_command_hears_that_it_was_given_up(start, desk):
    """What is left to say has attempts of its own, and nothing is left when they fail too."""
    engine = await start()
    desk.failures = [ValueError("broken"), ValueError("broken"), TransientError("away")]
    await engine.enqueue("delivery", written())
    await engine.idle(delayed=True)

    assert desk.handled == [("delivery given up", replace(written(), gave_up=True))]

    desk.failures = [ValueError("broken")] * 4
    await engine.enqueue("another", written())
    await engine.idle(delayed=True)

    assert len(desk.handled) == 1
    assert desk.failures == []


async def test_a_redelivery_of_what_was_given_up_is_handled(start, desk):
    """Somebody who repairs the cause and redelivers gets all attempts anew."""
    engine = await start()
    desk.failures = [ValueError("broken"), ValueError("broken"), ValueError("still")]
    await engine.enqueue("delivery", changed())
    await engine.idle(delayed=True)
    assert desk.keys == []

    await engine.enqueue("delivery", changed())
    await engine.idle(delayed=True)

    assert desk.keys == ["delivery"]


async def test_a_job_that_never_ends_is_ended(start, desk):
    """A handler that hangs does not hold its pull request for ever."""
    engine = await start(pace=Pace(poll=0.02, attempts=1, longest_job=0.1))
    desk.open.clear()
    await engine.enqueue("hangs", changed())
    await engine.idle()

    assert desk.at_once == 0


def test_github_says_when_to_come_back():
    """A wait that GitHub asks for is kept, give or take what keeps jobs from coming all at once."""
    pace = Pace()

    assert 60 <= pace.delay(0, "delivery", TransientError("limit", retry_after=60)) <= 66
    assert pace.delay(0, "one", TransientError("limit", 60)) != pace.delay(
        0, "two", TransientError("limit", 60)
    )


def test_without_a_word_from_github_the_waits_grow():
    """The first attempts come soon, the last after hours."""
    waits = [Pace().delay(attempt, "delivery", ValueError()) for attempt in range(7)]

    assert waits == sorted(waits)
    assert waits[0] < 15
    assert 2 * 3600 < sum(waits) < 5 * 3600
