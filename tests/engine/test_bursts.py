"""Bursts: what a later run covers gets no run of its own."""

from __future__ import annotations

import asyncio
from collections import Counter

from ghapp.engine import Pace
from ghapp.ports.events import PullChanged
from tests.engine.desk import EVERY_KIND, changed


async def test_a_burst_of_pushes_costs_two_runs(engine, desk):
    """What arrives during a run is covered by one more, which reads the newest head."""
    desk.open.clear()
    await engine.enqueue("push-0", changed(head="0" * 40))
    await desk.begun.acquire()
    for number in range(1, 10):
        await engine.enqueue(f"push-{number}", changed(head=str(number) * 40))
    desk.open.set()
    await engine.idle()

    assert desk.keys == ["push-0", "push-1"]


async def test_a_change_after_a_finished_run_gets_another(engine, desk):
    """A run covers nothing that is received after it began."""
    for number in range(3):
        await engine.enqueue(f"push-{number}", changed(head=str(number) * 40))
        await engine.idle()

    assert desk.keys == ["push-0", "push-1", "push-2"]


async def test_a_run_that_failed_covers_nothing(start, desk):
    """Changes that waited behind a failed run get their own."""
    engine = await start(pace=Pace(poll=0.02, delays=(3600,)))
    desk.failures.append(ValueError("broken"))
    desk.open.clear()
    await engine.enqueue("push-0", changed())
    await desk.begun.acquire()
    await engine.enqueue("push-1", changed())
    desk.open.set()
    await engine.idle()

    assert desk.keys == ["push-1"]


async def test_only_news_about_a_pull_request_is_ever_skipped(engine, desk):
    """Buttons, re-runs, schedules, pushes and installations are all handled, however many."""
    desk.open.clear()
    others = [event for event in EVERY_KIND if not isinstance(event, PullChanged)]
    await asyncio.gather(
        *(
            engine.enqueue(f"{type(event).__name__}-{number}", event)
            for event in others
            for number in range(3)
        )
    )
    desk.open.set()
    await engine.idle()

    assert Counter(event for _, event in desk.handled) == dict.fromkeys(others, 3)
