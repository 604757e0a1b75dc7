"""Who is shown, by what the database says at each view."""

import pytest

from ghapp.database import open_database
from ghapp.features.exposure import SeenPublic
from ghapp.server.exposure import Exposure
from ghapp.store import SqlStore
from tests.databases import new_file


@pytest.fixture
async def store(tmp_path):
    database = open_database(new_file(tmp_path))
    store = SqlStore(database)
    await store.prepare()
    for name in ("owner/news", "owner/other"):
        await store.remember(SeenPublic(is_public=True, installation=7), name, 0)
    yield store
    database.dispose()


async def started(store: SqlStore, *names: str) -> Exposure:
    exposure = Exposure(store)
    await exposure.keep_only(names or ("owner/news", "owner/other"), "start")
    return exposure


async def test_another_machine_told_it(store):
    """What one machine was told of, no other shows any more."""
    one, other = await started(store), await started(store)
    payload = {"repository": {"full_name": "owner/news", "private": True}}

    await one.obey("d1", "push", payload)

    assert await other.public() == ["owner/other"]
    assert not await other.still("owner/news")


async def test_an_installation_ends(store):
    """With a suspended installation all its boards are gone."""
    exposure = await started(store)

    await exposure.obey("d1", "installation", {"action": "suspend", "installation": {"id": 7}})

    assert await exposure.public() == []


async def test_what_became_private_while_the_app_was_away(store):
    """At the start, only what GitHub lists as public is shown."""
    exposure = await started(store, "owner/other")

    assert await exposure.public() == ["owner/other"]


async def test_nothing_is_shown_before_github_was_asked(store):
    """Until GitHub has said at the start what is public, nobody sees anything."""
    exposure = Exposure(store)

    assert await exposure.public() == []
    assert not await exposure.still("owner/news")
