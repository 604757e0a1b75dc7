"""Queueing: every event is stored once, and a pull request has one job at a time."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from ghapp.engine import NotStored
from tests.engine.desk import EVERY_KIND, changed, pressed


async def test_every_kind_of_event_is_handled_with_its_key(engine, desk):
    """Whatever happens on GitHub reaches the app as it was, under the delivery's id."""
    for number, event in enumerate(EVERY_KIND):
        await engine.enqueue(f"delivery-{number}", event)
    await engine.idle()

    expected = {(f"delivery-{number}", event) for number, event in enumerate(EVERY_KIND)}
    assert set(desk.handled) == expected


async def test_a_repeated_delivery_is_handled_once(engine, desk):
    """GitHub may send a delivery twice, also after it was handled."""
    await asyncio.gather(*(engine.enqueue("delivery", pressed("fix")) for _ in range(3)))
    await engine.idle()
    await engine.enqueue("delivery", pressed("fix"))
    await engine.idle()

    assert desk.keys == ["delivery"]


async def test_a_pull_request_has_one_job_at_a_time(engine, desk):
    """Two jobs of one pull request never overlap; those of another one do not wait for them."""
    desk.open.clear()
    await engine.enqueue("first", pressed("fix"))
    await engine.enqueue("second", pressed("fix"))
    await engine.enqueue("elsewhere", changed(8))
    await desk.begun.acquire()
    await desk.begun.acquire()
    assert desk.at_once == 2
    desk.open.set()
    await engine.idle()

    assert desk.most_at_once == 2
    assert set(desk.keys) == {"first", "second", "elsewhere"}


async def test_what_stands_in_one_lane_is_handled_in_the_order_of_its_arrival(engine, desk):
    """Buttons of one check are obeyed in the order in which they were pressed."""
    desk.open.clear()
    names = [f"button-{number}" for number in range(12)]
    await asyncio.gather(*(engine.enqueue(name, pressed(name)) for name in names))
    desk.open.set()
    await engine.idle()

    assert desk.keys == names


async def test_an_event_that_the_database_refuses_is_not_acknowledged(engine, desk, database):
    """Whoever sends an event learns that it was not stored, and can send it again."""
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE ghapp_moments RENAME TO elsewhere"))
    with pytest.raises(NotStored):
        await engine.enqueue("delivery", changed())
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE elsewhere RENAME TO ghapp_moments"))

    await engine.enqueue("delivery", changed())
    await engine.idle()

    assert desk.keys == ["delivery"]


async def test_what_is_stored_is_known(engine, desk):
    """An event is known from the moment it is stored, and after it was handled."""
    desk.open.clear()
    await engine.enqueue("running", pressed("fix"))
    assert await engine.taken(["running", "elsewhere"]) == {"running"}
    await desk.begun.acquire()
    await engine.enqueue("waiting", pressed("fix"))
    assert await engine.taken(["waiting"]) == {"waiting"}
    assert await engine.waiting() == 1
    desk.open.set()
    await engine.idle()

    assert await engine.taken(["running", "waiting"]) == {"running", "waiting"}
    assert await engine.taken([]) == frozenset()
    assert await engine.waiting() == 0
