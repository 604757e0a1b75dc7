"""GitHub's log of its deliveries: read as far back as needed, and asked to repeat one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ghapp.github import hook_log
from ghapp.github.app import GitHubApp
from ghapp.github.hook_log import Attempt
from ghapp.ports.errors import RequestRejected, TransientError
from tests.github.conftest import FakeGitHub, Reply

NOW = datetime(2026, 1, 7, 6, tzinfo=UTC)
LOG = "/app/hook/deliveries"
FIRST, SECOND = f"{LOG}?per_page=100", f"{LOG}?per_page=100&cursor=v1_2"
MORE = {"Link": f'<{{url}}{SECOND}>; rel="next"'}


def entry(number: int, age: timedelta, status: int = 202, text: str = "OK") -> dict[str, Any]:
    return {
        "id": number,
        "guid": f"guid-{number}",
        "delivered_at": (NOW - age).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "redelivery": False,
        "event": "push",
        "action": None,
        "status": text,
        "status_code": status,
    }


HOUR = timedelta(hours=1)
FAILED = Attempt(3, "guid-3", NOW - HOUR, "push", 503)


async def test_attempts_are_read_with_the_app_s_own_token(
    app: GitHubApp, github: FakeGitHub
) -> None:
    """Each attempt has its delivery, its moment and how it was answered."""
    pending = entry(4, HOUR, 0, "pending")
    github.tell("GET", FIRST, Reply([pending, entry(3, HOUR, 503), entry(2, HOUR)]))

    under_way, failed, taken = await app.hook_log.since(NOW - 2 * HOUR)

    assert failed == FAILED
    assert under_way.is_under_way
    assert [one.succeeded for one in (under_way, failed, taken)] == [False, False, True]
    assert not github.writes


async def test_the_log_is_read_as_far_back_as_needed(app: GitHubApp, github: FakeGitHub) -> None:
    """All pages of the time asked for are read, and none behind them."""
    github.tell("GET", FIRST, Reply([entry(3, HOUR)], headers=MORE))
    github.tell("GET", SECOND, Reply([entry(2, 2 * HOUR), entry(1, 9 * HOUR)], headers=MORE))

    found = await app.hook_log.since(NOW - 5 * HOUR)

    assert [one.id for one in found] == [3, 2]
    assert len(github.requests) == 2


async def test_an_endless_log_is_read_to_a_bound(
    app: GitHubApp,
    github: FakeGitHub,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """However many deliveries there were, reading them ends, and an operator is told."""
    monkeypatch.setattr(hook_log, "MOST_PAGES", 3)
    github.tell("GET", FIRST, Reply([entry(3, HOUR)], headers=MORE))
    github.tell("GET", SECOND, Reply([entry(2, HOUR)], headers=MORE))

    assert len(await app.hook_log.since(NOW - 5 * HOUR)) == 3
    assert "older ones are not read" in caplog.text


async def test_a_delivery_is_asked_for_again(app: GitHubApp, github: FakeGitHub) -> None:
    """One request for one attempt."""
    github.tell("POST", f"{LOG}/3/attempts", Reply({}, 202))

    await app.hook_log.redeliver(FAILED)

    assert len(github.writes) == 1


@pytest.mark.parametrize(
    ("status", "error"), [(404, RequestRejected), (422, RequestRejected), (500, TransientError)]
)
async def test_a_delivery_that_github_does_not_repeat(
    app: GitHubApp, github: FakeGitHub, status: int, error: type[Exception]
) -> None:
    """What GitHub keeps no longer is refused; what failed may pass."""
    github.tell("POST", f"{LOG}/3/attempts", Reply({"message": "no"}, status))

    with pytest.raises(error):
        await app.hook_log.redeliver(FAILED)


async def test_a_dry_run_asks_for_nothing(
    make_app: Callable[..., GitHubApp], github: FakeGitHub, caplog: pytest.LogCaptureFixture
) -> None:
    """It reads the log and tells what it would ask for."""
    caplog.set_level(logging.INFO)
    github.tell("GET", FIRST, Reply([entry(3, HOUR, 503)]))
    app = make_app(dry_run=True)

    [failed] = await app.hook_log.since(NOW - 2 * HOUR)
    await app.hook_log.redeliver(failed)

    assert not github.writes
    assert f"would POST {LOG}/3/attempts" in caplog.text
