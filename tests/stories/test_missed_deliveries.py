"""Deliveries that never reached the app: it asks for them, once, and nothing is done twice."""

from collections.abc import AsyncIterator

import pytest

from ghapp.database import open_database
from ghapp.demo.running import APP_ID, UNHURRIED
from ghapp.engine.process import client_of
from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from ghapp.github.limits import Timing
from ghapp.server.missed import Missed

NOBODY = "http://127.0.0.1:9/webhook"


class Rounds:
    """The app's rounds through GitHub's log, when a story wants one."""

    def __init__(self, app, missed) -> None:
        self._app = app
        self._missed = missed

    async def next(self) -> int:
        """How many deliveries were asked for."""
        asked = await self._missed.ask()
        await self._app.settled()
        return asked


@pytest.fixture
async def rounds(newsletter, private_key, clock, request) -> AsyncIterator[Rounds]:
    dry_run = getattr(request, "param", "") == "dry run"
    key, url = AppKey(APP_ID, private_key), newsletter.app.sandbox.api_url
    timing = Timing(lambda: clock().timestamp(), UNHURRIED.sleep)
    github = GitHubApp(key, api_url=url, timing=timing, dry_run=dry_run)
    yield Rounds(newsletter.app, Missed(github, newsletter.app.engine, clock))
    await github.close()


class Outage:
    """A time in which nobody answers at the webhook's address."""

    def __init__(self, sandbox) -> None:
        self._sandbox = sandbox

    def __enter__(self) -> None:
        self._address = self._sandbox.webhook_url
        self._sandbox.webhook_url = NOBODY

    def __exit__(self, *_) -> None:
        self._sandbox.webhook_url = self._address


def writes(sandbox, start: int) -> list[str]:
    return [
        call.path
        for call in sandbox.requests[start:]
        if call.method != "GET" and "access_tokens" not in call.path
    ]


async def test_a_pull_request_opened_while_the_app_could_not_be_reached(newsletter, rounds):
    """The next round brings its labels and its report, and the one after that brings nothing."""
    sandbox = newsletter.app.sandbox
    with Outage(sandbox):
        pull = await newsletter.submit("Research", "* [A](https://www.gait.example/walk/)")
    assert pull.labels == set()

    assert await rounds.next() == 1
    assert pull.labels == {"section: Research", "needs fixes"}
    assert len(pull.app_comments) == 1

    before = len(sandbox.requests)
    assert await rounds.next() == 0
    assert writes(sandbox, before) == []


async def test_a_delivery_that_was_answered_too_late(newsletter, rounds):
    """GitHub calls it failed, but the app has it: it is not asked for and not handled twice."""
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    opened = next(d for d in newsletter.app.sandbox.deliveries if d.action == "opened")
    opened.status_code, opened.status = 504, "timed out"

    assert await rounds.next() == 0
    assert len(pull.checks) == 1


async def test_what_happened_meanwhile_is_not_undone(newsletter, rounds):
    """News of an older head comes late: the labels are those of the present head."""
    with Outage(newsletter.app.sandbox):
        pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    await pull.push_file("README.md", "Hello")
    labels = set(pull.labels)

    assert await rounds.next() == 1
    assert pull.labels == labels
    assert len(pull.checks) == 1


async def test_a_round_is_one_request(newsletter, rounds, clock):
    """Of a long log only what is new since the last round is read."""
    sandbox = newsletter.app.sandbox
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    for _ in range(110):
        await pull.pull.comment("ferris", "Hello")
    reads = []
    for number in range(3):
        clock.advance(300)
        await newsletter.push({"README.md": f"Round {number}"})
        before = len(sandbox.requests)
        await rounds.next()
        calls = sandbox.requests[before:]
        reads.append(sum(call.path == "/app/hook/deliveries" for call in calls))

    assert reads == [2, 1, 1]


async def test_an_app_that_cannot_be_reached_is_not_tried_every_hour(newsletter, rounds, clock):
    """Pauses grow, after three requests it is over, and nothing goes wrong."""
    with Outage(newsletter.app.sandbox):
        await newsletter.submit("Research", "* [A](https://a.example/1)")
        asked = []
        for _ in range(60):
            asked.append(await rounds.next())
            clock.advance(3600)

    assert sum(asked) == 3
    assert [hour for hour, count in enumerate(asked) if count] == [0, 1, 9]


async def test_a_delivery_that_github_keeps_no_longer_does_not_stop_the_others(newsletter, rounds):
    """One refusal, and the next delivery is asked for."""
    sandbox = newsletter.app.sandbox
    with Outage(sandbox):
        await newsletter.submit("Research", "* [A](https://a.example/1)")
        second = await newsletter.submit("Research", "* [B](https://b.example/1)")
    sandbox.fail_next("POST", r"/app/hook/deliveries/\d+/attempts", 404)

    assert await rounds.next() == 1
    assert second.labels == {"section: Research"}


@pytest.mark.parametrize("rounds", ["dry run"], indirect=True)
async def test_a_dry_run_asks_for_nothing(newsletter, rounds):
    """In a dry run a failed delivery stays failed."""
    sandbox = newsletter.app.sandbox
    with Outage(sandbox):
        pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    before = len(sandbox.requests)
    await rounds.next()

    assert writes(sandbox, before) == []
    assert pull.labels == set()


@pytest.mark.on_databases
async def test_a_removed_repository_has_no_schedule(newsletter, tmp_path):
    """After the app was taken away nothing is due there any more."""
    database = open_database(f"sqlite:///{tmp_path}/ghapp.db")
    client = client_of(database)
    assert len(client.list_schedules(schedule_name_prefix="open ")) == 1
    await newsletter.repository.uninstall_app()
    await newsletter.app.settled()

    assert client.list_schedules(schedule_name_prefix="open ") == []
    database.dispose()
