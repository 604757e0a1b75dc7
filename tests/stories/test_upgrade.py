"""A database that an earlier version wrote, with work still in its queue."""

import json
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from ghapp.assembly import handler_maker
from ghapp.database import open_database
from ghapp.demo.running import APP_ID, SECRET, UNHURRIED
from ghapp.demo.sample import Sample, sample, with_item
from ghapp.engine import Engine
from ghapp.environment import Environment
from ghapp.features.labels import LabelMemory
from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from ghapp.manifest import manifest
from ghapp.ports.events import Event
from ghapp.sandbox import Sandbox, SandboxPull, SandboxRepository
from ghapp.store import SqlStore
from tests.databases import KINDS, new_database
from tests.stories.conftest import QUICK, today

TABLES = [
    """CREATE TABLE ghapp_pulls (repository TEXT NOT NULL, number BIGINT NOT NULL,
       facts TEXT NOT NULL, PRIMARY KEY (repository, number))""",
    """CREATE TABLE ghapp_submitted (repository TEXT NOT NULL, number BIGINT NOT NULL,
       author TEXT NOT NULL, addresses TEXT NOT NULL, PRIMARY KEY (repository, number))""",
    """CREATE TABLE ghapp_settings (repository TEXT NOT NULL, text TEXT NOT NULL,
       PRIMARY KEY (repository))""",
    "CREATE TABLE ghapp_looks (lane TEXT NOT NULL, began BIGINT NOT NULL, PRIMARY KEY (lane))",
    "CREATE TABLE ghapp_moments (id INTEGER NOT NULL, value BIGINT NOT NULL, PRIMARY KEY (id))",
    "CREATE TABLE ghapp_inbox (moment BIGINT PRIMARY KEY, request TEXT NOT NULL)",
    "INSERT INTO ghapp_looks VALUES ('crabs/weekly#1', 1)",
    "INSERT INTO ghapp_moments VALUES (1, 4)",
]


@pytest.fixture(params=KINDS)
def database(request, tmp_path):
    with new_database(request.param, tmp_path) as url:
        opened = open_database(url)
        with opened.begin() as connection:
            for statement in TABLES:
                connection.execute(sa.text(statement))
        yield opened
        opened.dispose()


@pytest.fixture
async def sandbox(private_key):
    started = await Sandbox.start(
        manifest=manifest(),
        private_key_pem=private_key,
        app_id=APP_ID,
        webhook_secret=SECRET,
        port=0,
    )
    yield started
    await started.stop()


@pytest.fixture
async def github(sandbox, private_key):
    app = GitHubApp(AppKey(APP_ID, private_key), api_url=sandbox.api_url, timing=UNHURRIED)
    yield app
    await app.close()


async def upgrade(database: sa.Engine, github: GitHubApp) -> None:
    """Let the present version work on the database until nothing is left to do."""
    store = SqlStore(database)
    await store.prepare()

    async def handle(event: Event, key: str) -> None:
        await handle_event(event, key)

    engine = Engine(database, handle, pace=QUICK)
    handle_event = handler_maker(Environment.read({}))(github, store, engine)
    await engine.start()
    await engine.idle()
    await engine.stop(0)


@dataclass
class Before:
    """A newsletter that the earlier version looked after, and what it wrote down of it."""

    database: sa.Engine
    repository: SandboxRepository
    sample: Sample
    installation: int
    moment: int = 1

    async def submit(self, item: str) -> SandboxPull:
        draft = self.sample.files[self.sample.draft].decode()
        files = {self.sample.draft: with_item(draft, "Research", item)}
        branch = f"patch-{len(self.repository.pulls)}"
        return await self.repository.open_pull(
            author="ferris", title="A link", branch=branch, files=files
        )

    def note(self, table: str, **row: object) -> None:
        columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        statement = sa.text(f"INSERT INTO {table} ({columns}) VALUES ({values})")
        with self.database.begin() as connection:
            connection.execute(statement, row)

    def note_of(self, pull: SandboxPull, **facts: object) -> None:
        row = {"repository": "crabs/weekly", "number": pull.number, "facts": json.dumps(facts)}
        self.note("ghapp_pulls", **row)

    def queue(self, pull: SandboxPull) -> None:
        self.moment += 1
        key = f"delivery-{self.moment}"
        event = {
            "kind": "PullChanged",
            "installation": self.installation,
            "repository": "crabs/weekly",
            "number": pull.number,
            "head": pull.head_sha,
            "reason": "push",
        }
        request = {
            "id": key,
            "key": key,
            "lane": f"crabs/weekly#{pull.number}",
            "event": event,
            "attempt": 0,
            "received": None,
            "delay": None,
        }
        self.note("ghapp_inbox", moment=self.moment, request=json.dumps(request))


@pytest.fixture
async def before(database, sandbox):
    newsletter = sample(today())
    repository = await sandbox.create_repository("crabs/weekly", newsletter.files)
    installation = await repository.install_app()
    return Before(database, repository, newsletter, installation.id)


async def test_a_pull_request_from_before_the_app_came_is_still_left_in_peace(before, github):
    """It gets its labels and its check, and no comment."""
    pull = await before.submit("- [A](https://a.example/)")
    before.note_of(pull, quiet_head=pull.head_sha)
    before.queue(pull)
    await upgrade(before.database, github)

    assert pull.labels == {"section: Research", "needs fixes"}
    assert [run.conclusion for run in pull.check_runs] == ["neutral"]
    assert (pull.comments, pull.review_comments) == ([], [])


async def test_a_label_that_a_person_took_off_stays_off_after_an_upgrade(before, github):
    """Both what the app put on and what a person refused are still known."""
    pull = await before.submit("* [A](https://a.example/)")
    refused = await before.submit("* [B](https://b.example/)")
    before.note_of(pull, our_labels=["section: Research"])
    before.note_of(refused, refused_labels=["section: Research"])
    before.queue(pull)
    before.queue(refused)
    await upgrade(before.database, github)

    assert (pull.labels, refused.labels) == (set(), set())


async def test_the_report_is_still_the_same_comment(before, github):
    """What the earlier version reported is edited in place."""
    pull = await before.submit("* [A](https://a.example/)")
    there = await github.repository(before.installation, "crabs/weekly")
    comment = await there.create_comment(pull.number, "Thank you for this!")
    before.note_of(pull, report=comment, report_digest="of that text")
    before.queue(pull)
    await upgrade(before.database, github)

    (report,) = pull.comments
    assert "All is well" in report.body


async def test_what_was_submitted_before_is_still_known(before, github):
    """The second to propose a page learns of the first, whom the earlier version met."""
    first = await before.submit("* [A](https://a.example/1)")
    second = await before.submit("* [B](https://a.example/1)")
    page = {"number": first.number, "author": "gopher", "addresses": '["a.example/1"]'}
    before.note("ghapp_submitted", repository="crabs/weekly", **page)
    before.queue(second)
    await upgrade(before.database, github)

    (report,) = second.comments
    assert f"#{first.number}" in report.body


async def test_the_last_good_settings_are_still_in_force(before, github):
    """While the settings file has errors, what it said before them holds."""
    good = before.sample.files[".github/ghapp.toml"].decode()
    good += '[labels]\nsection_prefix = "in: "\n'
    await before.repository.push("main", {".github/ghapp.toml": "broken ="})
    pull = await before.submit("* [A](https://a.example/)")
    before.note("ghapp_settings", repository="crabs/weekly", text=good)
    before.queue(pull)
    await upgrade(before.database, github)

    assert pull.labels == {"in: Research"}


async def test_nothing_is_taken_over_twice(before, github):
    """The old tables are gone: what is forgotten later does not come back at the next start."""
    pull = await before.submit("* [A](https://a.example/)")
    before.note_of(pull, refused_labels=["section: Research"])
    await upgrade(before.database, github)
    await upgrade(before.database, github)

    tables = set(sa.inspect(before.database).get_table_names())
    assert "ghapp_memory" in tables
    assert not {"ghapp_pulls", "ghapp_submitted", "ghapp_settings", "ghapp_looks"} & tables


async def test_whoever_goes_back_for_a_while_can_upgrade_again(before, github):
    """What the earlier version wrote in between is newer than what was taken over before."""
    pull = await before.submit("* [A](https://a.example/)")
    before.note_of(pull, refused_labels=["section: Official"])
    await upgrade(before.database, github)
    with before.database.begin() as connection:
        for statement in TABLES:
            if "ghapp_pulls" in statement:
                connection.execute(sa.text(statement))
    before.note_of(pull, refused_labels=["section: Research"])
    await upgrade(before.database, github)

    store = SqlStore(before.database)
    memory = await store.recall(LabelMemory, "crabs/weekly", pull.number)
    assert memory.refused == {"section: Research"}


async def test_an_upgrade_that_was_stopped_begins_again(before, github):
    """All is taken over or nothing: what was done before is not in the way."""
    pull = await before.submit("* [A](https://a.example/)")
    before.note_of(pull, refused_labels=["section: Research"])
    page = {"number": pull.number, "author": "gopher"}
    before.note("ghapp_submitted", repository="crabs/weekly", addresses="[", **page)
    store = SqlStore(before.database)
    with pytest.raises(json.JSONDecodeError):
        await store.prepare()

    with before.database.begin() as connection:
        connection.execute(sa.text("UPDATE ghapp_submitted SET addresses = '[]'"))
    await store.prepare()
    memory = await store.recall(LabelMemory, "crabs/weekly", pull.number)
    assert memory.refused == {"section: Research"}
