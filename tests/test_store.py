import asyncio
import json
from dataclasses import dataclass
from typing import ClassVar

import pytest
import sqlalchemy as sa

from ghapp.database import DatabaseRefused, open_database, sqlite_problem
from ghapp.ports.store import WHOLE_REPOSITORY, Memory
from ghapp.store import SqlStore, from_json, to_json
from tests.databases import KINDS, new_database
from tests.in_memory import MemoryStore


@dataclass(frozen=True, slots=True)
class Claws(Memory):
    """What a feature for crabs would remember."""

    kind: ClassVar[str] = "claws"

    cut: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    comment: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shell(Memory):
    """What another feature would."""

    kind: ClassVar[str] = "shell"

    text: str = ""


CLAWS = Claws(frozenset({"left", "right"}), ("b", "a"), 7, "snap ☃")
NEWS = "owner/news"


@pytest.fixture(params=KINDS)
def database(request, tmp_path):
    with new_database(request.param, tmp_path) as url:
        opened = open_database(url)
        yield opened
        opened.dispose()


@pytest.fixture
async def in_database(database):
    prepared = SqlStore(database)
    await prepared.prepare()
    return prepared


@pytest.fixture(params=(*KINDS, "memory"))
async def store(request, tmp_path):
    """One of each kind; the stories' own store keeps the same rules."""
    if request.param == "memory":
        yield MemoryStore()
        return
    with new_database(request.param, tmp_path) as url:
        opened = open_database(url)
        prepared = SqlStore(opened)
        await prepared.prepare()
        yield prepared
        opened.dispose()


async def test_nothing_is_remembered_of_an_unknown_pull_request(store):
    """Of a pull request that the app never met, the defaults hold."""
    assert await store.recall(Claws, NEWS, 1) == Claws()
    assert await store.recall_all(Claws, NEWS) == {}


async def test_a_memory_comes_back_as_it_was(store):
    """What is remembered of a pull request is what is recalled, and only of that one."""
    await store.remember(CLAWS, NEWS, 1)

    assert await store.recall(Claws, NEWS, 1) == CLAWS
    assert await store.recall(Claws, NEWS, 2) == Claws()
    assert await store.recall(Claws, NEWS, WHOLE_REPOSITORY) == Claws()
    assert await store.recall(Claws, "owner/other", 1) == Claws()


async def test_a_later_memory_replaces_the_former_one_of_its_kind(store):
    """A feature's memory stands instead of all that it remembered before, and of nothing else."""
    await store.remember(CLAWS, NEWS, 1)
    await store.remember(Shell("round"), NEWS, 1)
    await store.remember(Claws(comment=8), NEWS, 1)

    assert await store.recall(Claws, NEWS, 1) == Claws(comment=8)
    assert await store.recall(Shell, NEWS, 1) == Shell("round")


async def test_all_of_a_kind_come_by_number(store):
    """The memories of all pull requests of one repository, in the order of their numbers."""
    for number in (10, 9, 2):
        await store.remember(Claws(comment=number), NEWS, number)
    await store.remember(Shell("square"), NEWS, 3)
    await store.remember(CLAWS, "owner/other", 4)

    found = await store.recall_all(Claws, NEWS)

    assert list(found) == [2, 9, 10]
    assert found[9] == Claws(comment=9)


async def test_whole_repositories_are_recalled_by_name(store):
    """What is remembered of the repositories themselves, and not of their pull requests."""
    await store.remember(CLAWS, "owner/other", WHOLE_REPOSITORY)
    await store.remember(Claws(comment=1), NEWS, WHOLE_REPOSITORY)
    await store.remember(Claws(comment=2), NEWS, 2)
    await store.remember(Shell("round"), "owner/third", WHOLE_REPOSITORY)

    found = await store.recall_everywhere(Claws)

    assert list(found.items()) == [(NEWS, Claws(comment=1)), ("owner/other", CLAWS)]


async def test_what_is_forgotten_is_gone(store):
    """A forgotten memory leaves the others of its pull request and its kind."""
    for number in (1, 2):
        await store.remember(CLAWS, NEWS, number)
        await store.remember(Shell("round"), NEWS, number)

    await store.forget(Claws, NEWS, 1)
    await store.forget(Claws, NEWS, 99)

    assert await store.recall(Claws, NEWS, 1) == Claws()
    assert await store.recall(Claws, NEWS, 2) == CLAWS
    assert await store.recall(Shell, NEWS, 1) == Shell("round")


async def test_all_that_is_remembered_of_a_pull_request_can_be_forgotten(store):
    """But for what is to be kept; what is remembered of others stays."""
    for place in ((NEWS, 1), (NEWS, 2), ("owner/other", 1)):
        await store.remember(CLAWS, *place)
        await store.remember(Shell("round"), *place)

    await store.forget_all(NEWS, 1, but=(Shell,))
    await store.forget_all(NEWS, 2)

    assert await store.recall_all(Claws, NEWS) == {}
    assert await store.recall_all(Shell, NEWS) == {1: Shell("round")}
    assert await store.recall(Claws, "owner/other", 1) == CLAWS


async def test_memories_outlive_the_process(in_database, database):
    """Another store on the same database recalls what the first one remembered."""
    await in_database.remember(CLAWS, NEWS, 1)

    later = SqlStore(database)
    await later.prepare()

    assert await later.recall(Claws, NEWS, 1) == CLAWS


async def test_an_equal_memory_writes_nothing(in_database, database):
    """What is remembered already takes no lock that somebody else holds."""
    await in_database.remember(CLAWS, NEWS, 1)
    with database.begin() as connection:
        connection.execute(sa.text("UPDATE ghapp_memory SET repository = repository"))
        async with asyncio.timeout(5):
            await in_database.remember(CLAWS, NEWS, 1)
            await in_database.forget(Claws, NEWS, 2)


def test_a_memory_of_a_later_version_is_readable():
    """Keys that this version does not know are passed over."""
    document = {**json.loads(to_json(CLAWS)), "invented_later": [1, 2]}

    assert from_json(Claws, json.dumps(document)) == CLAWS


def test_a_memory_of_an_earlier_version_is_readable():
    """Keys that an earlier version did not write have their defaults."""
    assert from_json(Claws, '{"comment": 7}') == Claws(comment=7)


def test_equal_memories_have_equal_text():
    """The order in which a set was filled does not show; that of a tuple does."""
    some = Claws(cut=frozenset({"b", "a", "c"}))

    assert to_json(some) == to_json(Claws(cut=frozenset({"c", "b", "a"})))
    assert to_json(Claws(order=("a", "b"))) != to_json(Claws(order=("b", "a")))


@pytest.mark.parametrize(
    "url",
    [
        "mysql://somewhere/ghapp",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////nowhere/at/all/ghapp.db",
        "no address",
        "postgresql://ghapp:secret@127.0.0.1:1/ghapp",
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_line_without_secrets(url):
    """An operator reads in one line what is wrong with the address, and no password."""
    with pytest.raises(DatabaseRefused) as refusal:
        open_database(url)

    assert "\n" not in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_readers_and_a_writer_of_an_sqlite_file_do_not_wait_for_each_other(tmp_path):
    """The file is in WAL mode, flushed to disk at each commit."""
    database = open_database(f"sqlite:///{tmp_path}/ghapp.db")
    with database.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar_one() == 2
    database.dispose()


@pytest.mark.parametrize(
    ("python", "sqlite", "told"),
    [
        ((3, 11), (3, 40, 1), False),
        ((3, 12), (3, 42, 0), False),
        ((3, 13), (3, 46, 1), False),
        ((3, 12), (3, 40, 1), True),
    ],
)
def test_an_old_sqlite_is_told(python, sqlite, told):
    """Some systems have a new Python and an old SQLite, which do not go together here."""
    assert ("SQLite 3.40.1 is too old" in sqlite_problem(python, sqlite)) is told
