import json

import pytest
import sqlalchemy as sa

from ghapp.ports.store import PullFacts
from ghapp.store import DatabaseRefused, SqlStore, facts_from_json, facts_to_json, open_database
from tests.databases import KINDS, new_database

FACTS = PullFacts(
    intended_labels=frozenset({"tooling"}),
    our_labels=frozenset({"section: Research", "needs fixes"}),
    refused_labels=frozenset({"conflict"}),
    report=7,
    report_digest="abc",
    check_head="f" * 40,
    muted_head="e" * 40,
    suggested=frozenset({"d1", "d2"}),
)


@pytest.fixture(params=KINDS)
def database(request, tmp_path):
    with new_database(request.param, tmp_path) as url:
        opened = open_database(url)
        yield opened
        opened.dispose()


@pytest.fixture
async def store(database):
    prepared = SqlStore(database)
    await prepared.prepare()
    return prepared


async def test_nothing_is_remembered_of_an_unknown_pull_request(store):
    """A pull request that was never seen has the empty facts."""
    assert await store.pull_facts("owner/news", 1) == PullFacts()


async def test_facts_come_back_as_they_were_kept(store):
    """What is kept of a pull request is what is read, and only of that one."""
    await store.keep_pull_facts("owner/news", 1, FACTS)

    assert await store.pull_facts("owner/news", 1) == FACTS
    assert await store.pull_facts("owner/news", 2) == PullFacts()
    assert await store.pull_facts("owner/other", 1) == PullFacts()


async def test_kept_facts_replace_the_former_ones(store):
    """Facts kept later stand instead of all that stood before."""
    await store.keep_pull_facts("owner/news", 1, FACTS)
    await store.keep_pull_facts("owner/news", 1, PullFacts(report=8))

    assert await store.pull_facts("owner/news", 1) == PullFacts(report=8)


async def test_facts_outlive_the_process(store, database):
    """Another store on the same database reads what the first one kept."""
    await store.keep_pull_facts("owner/news", 1, FACTS)

    later = SqlStore(database)
    await later.prepare()

    assert await later.pull_facts("owner/news", 1) == FACTS


async def test_the_last_good_settings_are_kept_for_each_repository(store):
    """Settings are remembered as text, the last one of each repository."""
    assert await store.last_good_settings("owner/news") is None
    await store.keep_settings("owner/news", "paused = true\n")
    await store.keep_settings("owner/news", "paused = false # ☃\n")

    assert await store.last_good_settings("owner/news") == "paused = false # ☃\n"
    assert await store.last_good_settings("owner/other") is None


def test_facts_of_a_later_version_are_readable():
    """Keys that this version does not know are passed over."""
    document = {**json.loads(facts_to_json(FACTS)), "invented_later": [1, 2]}

    assert facts_from_json(json.dumps(document)) == FACTS


def test_facts_of_an_earlier_version_are_readable():
    """Keys that an earlier version did not write have their defaults."""
    assert facts_from_json('{"report": 7}') == PullFacts(report=7)


def test_equal_facts_have_equal_text():
    """The order in which a set was filled does not show."""
    other = PullFacts(our_labels=frozenset({"b", "a", "c"}))

    assert facts_to_json(other) == facts_to_json(PullFacts(our_labels=frozenset({"c", "b", "a"})))


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
