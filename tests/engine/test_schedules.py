"""Schedules: each repository's own times, and the daily tidying."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from ghapp.engine import schedules
from ghapp.engine.process import client_of
from ghapp.ports.events import ScheduleDue
from ghapp.ports.jobs import OpenSchedule
from tests.engine.desk import changed

pytestmark = pytest.mark.on_databases


async def test_a_schedule_brings_its_event_at_its_times(engine, desk):
    """A repository's schedule is followed, with one key for each time."""
    await engine.keep_schedule(OpenSchedule(1, "owner/news", "* * * * * *"))
    async with asyncio.timeout(10):
        await desk.begun.acquire()
        await desk.begun.acquire()
    await engine.idle()

    assert desk.handled[0][1] == ScheduleDue(1, "owner/news")
    assert len(set(desk.keys)) == len(desk.keys)
    assert all(key.startswith("schedule.owner/news.2") for key in desk.keys)


async def test_one_tick_seen_by_two_machines_is_one_event(engine, desk):
    """The key of a tick hangs on nothing but the repository and the time."""
    context = {"installation": 1, "repository": "owner/news"}
    for _ in range(2):
        key = schedules.tick("2025-01-02T06:00:00.000Z", context).key
        await engine.enqueue(key, ScheduleDue(1, "owner/news"))
    await engine.idle()

    assert desk.keys == ["schedule.owner/news.2025-01-02T06:00:00.000Z"]


async def test_a_repository_has_one_schedule(engine, database):
    """A schedule replaces the repository's former one and can be removed."""
    client = client_of(database)
    await engine.keep_schedule(OpenSchedule(1, "owner/news", "0 6 * * thu"))
    await engine.keep_schedule(OpenSchedule(1, "owner/news", "0 7 * * fri", "Europe/Berlin"))
    await engine.keep_schedule(OpenSchedule(1, "owner/other", "0 6 * * thu"))

    found = {s["schedule_name"]: s for s in client.list_schedules(schedule_name_prefix="open ")}
    assert set(found) == {"open owner/news", "open owner/other"}
    assert found["open owner/news"]["schedule"] == "0 7 * * fri"
    assert found["open owner/news"]["cron_timezone"] == "Europe/Berlin"

    await engine.forget_schedule(1, "owner/news")
    [left] = client.list_schedules(schedule_name_prefix="open ")
    assert left["schedule_name"] == "open owner/other"


async def test_late_news_of_a_removal_leaves_the_schedule_of_a_later_installation(engine, database):
    """The app was taken away and installed anew: the schedule is the new installation's."""
    await engine.keep_schedule(OpenSchedule(2, "owner/news", "0 6 * * thu"))
    await engine.forget_schedule(1, "owner/news")
    await engine.forget_schedule(1, "owner/never-heard-of")

    assert len(client_of(database).list_schedules(schedule_name_prefix="open ")) == 1


async def test_a_schedule_that_no_clock_can_follow_is_refused(engine):
    """A wrong cron line or time zone is told to whoever sets it."""
    for schedule in [("every day", "UTC"), ("0 6 * * thu", "Nowhere/City")]:
        with pytest.raises(schedules.BadSchedule):
            await engine.keep_schedule(OpenSchedule(1, "owner/news", *schedule))


async def test_finished_jobs_are_forgotten_after_a_week(engine, desk, database):
    """Jobs are kept as long as GitHub may redeliver, not for ever."""
    client = client_of(database)
    await engine.enqueue("delivery", changed())
    await engine.idle()
    now = datetime.now(UTC)

    assert await schedules.tidy(client, now + timedelta(days=6)) == 0
    assert await schedules.tidy(client, now + timedelta(days=8)) == 1
    assert client.list_workflows() == []
