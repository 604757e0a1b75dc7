import asyncio
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ghapp.database import open_database
from ghapp.engine import Engine
from ghapp.environment import Environment
from ghapp.ports.events import BranchPushed, HeadSeen, PullChanged, RepositoryAdded
from ghapp.server.app import WORKING
from ghapp.server.missed import Missed
from tests.server.conftest import payload

DRAFT = "draft/2026-01-07.md"


async def test_every_repository_is_looked_at_when_the_server_starts(connected):
    """News that came while nobody listened is found at the start."""
    await connected.greeted()

    [(_, event)] = connected.handled
    assert isinstance(event, RepositoryAdded)
    assert (event.repository, event.is_new) == ("owner/news", False)


async def test_what_happens_on_github_reaches_the_app(connected, sandbox):
    """A pull request and a push on GitHub become events, each delivery accepted."""
    await connected.greeted()
    repository = sandbox.repository("owner/news")
    pull = await repository.open_pull(
        author="ada", title="A link", branch="patch-1", files={DRAFT: "# News\n\n* link\n"}
    )
    await repository.push("main", {"README": b"hello\n"})
    await sandbox.drained()
    await connected.engine.idle()

    events = {type(event): event for _, event in connected.handled[1:]}
    assert set(events) == {PullChanged, HeadSeen, BranchPushed}
    assert events[PullChanged].number == pull.number
    assert all(delivery.status_code == 202 for delivery in sandbox.deliveries[-2:])


async def test_deliveries_that_failed_are_asked_for_at_the_start(
    serve, environment, sandbox, repository
):
    """What GitHub could not deliver while the app was away comes soon after it is back."""
    sandbox.webhook_url = None
    await repository.open_pull(author="ada", title="A link", branch="a", files={DRAFT: "# News\n"})
    await sandbox.drained()
    sandbox.hold_deliveries()
    server = await serve(replace(environment, api_url=sandbox.api_url))
    await server.greeted()
    async with asyncio.timeout(10):
        while not sandbox.held_deliveries:  # noqa: ASYNC110 - nothing tells when it was asked
            await asyncio.sleep(0.01)
    sandbox.webhook_url = server.url + "/webhook"
    sandbox.release_deliveries()
    await sandbox.drained()
    await server.engine.idle()

    assert [d.event for d in sandbox.deliveries if d.redelivery] == ["pull_request"]
    assert [type(event) for _, event in server.handled] == [RepositoryAdded, PullChanged, HeadSeen]


async def test_deliveries_that_were_refused_for_a_moment_come_again(
    connected, sandbox, environment
):
    """The app could not store it and said 503; once it can, the event is handled, and once."""
    await connected.greeted()
    repository = sandbox.repository("owner/news")
    database = open_database(environment.database_url)
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE ghapp_moments RENAME TO elsewhere"))
    await repository.push("main", {"README": b"hello\n"})
    await sandbox.drained()
    [push] = [delivery for delivery in sandbox.deliveries if delivery.event == "push"]
    assert push.status_code == 503
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE elsewhere RENAME TO ghapp_moments"))
    database.dispose()

    missed = Missed(connected.app[WORKING].github, connected.engine)
    asked = []
    for _ in range(2):
        asked.append(await missed.ask())
        await sandbox.drained()
        await connected.engine.idle()

    assert asked == [1, 0]
    assert [type(event) for _, event in connected.handled[1:]] == [BranchPushed]


async def test_a_server_without_github_accepts_deliveries(server):
    """GitHub's API being away does not keep its deliveries from being stored."""
    status, _ = await server.post(payload())

    assert status == 202


async def test_a_server_that_can_work_is_ready(connected):
    """With the database reachable and the credentials accepted, the server is ready."""
    assert await connected.get("/readyz") == (200, "ready\n")
    assert await connected.get("/healthz") == (200, "alive\n")


async def test_a_server_without_github_lives_but_is_not_ready(server):
    """The reason is told: GitHub cannot be reached."""
    status, text = await server.get("/readyz")

    assert status == 503
    assert text.startswith("GitHub: ")
    assert (await server.get("/healthz"))[0] == 200


async def test_refused_credentials_are_told(serve, environment, sandbox):
    """An app id that GitHub does not know makes the server not ready."""
    server = await serve(replace(environment, api_url=sandbox.api_url, app_id=1))
    status, text = await server.get("/readyz")

    assert status == 503
    assert "GitHub" in text


async def test_a_database_that_is_gone_is_told(serve, environment, sandbox, monkeypatch):
    """A server whose database does not answer is not ready, and says which."""
    monkeypatch.setattr(Engine, "ping", _no_disk)
    server = await serve(replace(environment, api_url=sandbox.api_url))
    status, text = await server.get("/readyz")

    assert status == 503
    assert text == "database: the disk is gone\n"


async def test_metrics_count_deliveries_and_jobs(server):
    """Monitoring reads how many deliveries came, how they were answered, and how jobs ended."""
    await server.post(payload())
    await server.post(payload(), X_Hub_Signature_256="sha256=0")
    await server.engine.idle()
    async with asyncio.timeout(5):
        status, text = await server.get("/metrics")

    assert status == 200
    assert 'ghapp_deliveries_total{answer="202",event="pull_request"} 1.0' in text
    assert 'ghapp_deliveries_total{answer="401",event="unverified"} 1.0' in text
    assert 'ghapp_jobs_total{kind="PullChanged",outcome="done"} 1.0' in text
    assert 'ghapp_job_seconds_count{kind="PullChanged"} 1.0' in text
    assert "ghapp_jobs_waiting 0.0" in text


async def test_metrics_tell_what_github_still_allows(connected, repository, sandbox):
    """Monitoring sees how many requests an installation has left."""
    await connected.greeted()
    installation = (await repository.install_app()).id  # it is the one that there is
    _, text = await connected.get("/metrics")

    left = sandbox.budget(installation).remaining
    assert f'ghapp_github_requests_remaining{{installation="{installation}"}} {left}.0' in text


async def test_metrics_without_the_database_tell_the_rest(serve, environment, monkeypatch):
    """Monitoring is not blind while the database is away."""
    monkeypatch.setattr(Engine, "waiting", _no_disk)
    server = await serve(environment)
    status, text = await server.get("/metrics")

    assert status == 200
    assert "ghapp_jobs_waiting NaN" in text


async def test_strangers_cannot_add_to_the_metrics(server):
    """The names of events in the metrics come only from signed deliveries."""
    await server.post(payload(), X_GitHub_Event="made_up", X_Hub_Signature_256="sha256=0")
    _, text = await server.get("/metrics")

    assert "made_up" not in text


async def test_the_front_page_says_what_this_is(server):
    """Somebody who opens the server's address learns what runs there."""
    status, text = await server.get("/")

    assert status == 200
    assert "newsletter" in text


async def test_the_setup_page_is_gone_once_there_are_credentials(server):
    """With credentials set, nobody can set the server up again."""
    assert (await server.get("/setup"))[0] == 404
    async with server.session.post(f"{server.url}/setup", data={"name": "x"}) as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [("/healthz", 200), ("/readyz", 503), ("/setup", 403), ("/", 404), ("/metrics", 404)],
)
async def test_without_credentials_there_is_only_the_setup_page(serve, path, status):
    """A server without credentials lives, is not ready, and shows how to set it up."""
    server = await serve(Environment.read({"PORT": "0"}))

    assert (await server.get(path))[0] == status


async def test_without_credentials_there_is_no_webhook(serve):
    """Nobody can deliver anything to a server without a secret."""
    server = await serve(Environment.read({"PORT": "0"}))

    assert (await server.post(payload()))[0] == 404


async def _no_disk(_engine: Engine):
    raise OSError("the disk is gone")


async def test_boards_wait_until_github_was_asked(server):
    """While nobody can say what is public, no board is shown, and nobody learns which there are."""
    status, text = await server.get("/owner/news")

    assert status == 503
    assert "owner/news" not in text
