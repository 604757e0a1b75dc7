"""The app's identity: tokens, credentials, and where it is installed."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from ghapp.github.app import GitHubApp
from ghapp.github.repository import GitHubRepository
from ghapp.ports.errors import RequestRejected, TransientError
from tests.github.conftest import INSTALLATION, NAME, REPO, FakeGitHub, FakeTime, Reply, token

TOKENS = f"/app/installations/{INSTALLATION}/access_tokens"
LABELS = f"{REPO}/labels?per_page=100"
COMMENTS = f"{REPO}/issues/5/comments"
REMAINING_NONE = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0"}


def labels(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


async def test_one_token_for_many_requests(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Requests that start together ask for one token."""
    github.tell("GET", LABELS, Reply([]))

    await asyncio.gather(*(repository.labels() for _ in range(8)))

    assert len(github.got("POST", TOKENS)) == 1


async def test_a_token_is_renewed_before_it_expires(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime
) -> None:
    """Some minutes before the hour is up there is a new token."""
    github.forget()
    github.tell("POST", TOKENS, token("first"), token("second"))
    github.tell("GET", LABELS, Reply([]))
    await repository.labels()
    clock.now += 54 * 60
    await repository.labels()
    clock.now += 2 * 60
    await repository.labels()

    shown = [one.headers["authorization"] for one in github.got("GET", LABELS)]
    assert shown == ["Bearer first", "Bearer first", "Bearer second"]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_token_that_is_not_accepted_is_replaced(
    repository: GitHubRepository, github: FakeGitHub, method: str
) -> None:
    """A token that was revoked early costs one more request."""
    github.forget()
    github.tell("POST", TOKENS, token("revoked"), token("fresh"))
    github.tell("GET", LABELS, Reply({"message": "Bad credentials"}, 401), Reply([]))
    github.tell("POST", COMMENTS, Reply({"message": "Bad credentials"}, 401), Reply({"id": 3}, 201))

    if method == "GET":
        assert await repository.labels() == frozenset()
    else:
        assert await repository.create_comment(5, "text") == 3


async def test_fresh_tokens_that_are_not_accepted(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """It is tried twice, not for ever."""
    github.tell("GET", LABELS, Reply({"message": "Bad credentials"}, 401))

    with pytest.raises(TransientError, match="credentials"):
        await repository.labels()

    assert len(github.got("GET", LABELS)) == 2


async def test_an_installation_that_is_gone(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Uninstalled is a refusal; it is not the same as a branch that is not there."""
    github.forget()
    github.tell("POST", TOKENS, Reply({"message": "Not Found"}, 404))

    with pytest.raises(RequestRejected, match="not installed"):
        await repository.tip("main")


async def test_the_slug_is_asked_for_once(app: GitHubApp, github: FakeGitHub) -> None:
    """The slug comes from GitHub, with the app's own token."""
    slugs = [await app.slug() for _ in range(2)]

    assert slugs == ["ghapp-test"] * 2
    assert len(github.got("GET", "/app")) == 1


async def test_credentials_are_asked_about_seldom(
    app: GitHubApp, github: FakeGitHub, clock: FakeTime
) -> None:
    """Whoever asks whether the app is ready cannot use up its requests."""
    for _ in range(5):
        await app.check_credentials()
        clock.now += 10
    assert len(github.got("GET", "/app")) == 1

    clock.now += 60
    await app.check_credentials()
    assert len(github.got("GET", "/app")) == 2


async def test_credentials_that_github_does_not_accept(
    app: GitHubApp, github: FakeGitHub, clock: FakeTime
) -> None:
    """The reason is told, and a repaired key is noticed soon."""
    github.forget()
    refusal = Reply({"message": "A JSON web token could not be decoded"}, 401)
    github.tell("GET", "/app", refusal, refusal, Reply({"slug": "repaired"}))
    for _ in range(2):
        with pytest.raises(TransientError, match=r"could not be decoded.*credentials"):
            await app.check_credentials()

    clock.now += 11
    await app.check_credentials()

    assert await app.slug() == "repaired"


async def test_installations_and_their_repositories(app: GitHubApp, github: FakeGitHub) -> None:
    """At start the app finds out where it is installed; not where it is suspended."""
    github.tell(
        "GET",
        "/app/installations?per_page=100",
        Reply([{"id": 7, "suspended_at": None}, {"id": 8, "suspended_at": "2026-01-01T00:00:00Z"}]),
    )
    github.tell(
        "GET",
        "/installation/repositories?per_page=100",
        Reply(
            {
                "total_count": 2,
                "repositories": [{"full_name": NAME}, {"full_name": "octo/old", "archived": True}],
            }
        ),
    )

    assert await app.installations() == [7]
    assert await app.repositories(7) == {NAME: False}  # private, where it is not said


async def test_a_session_that_was_given_stays_open(github: FakeGitHub, private_key: str) -> None:
    """Who made the connections closes them."""
    from ghapp.github.app_auth import AppKey

    async with aiohttp.ClientSession() as session:
        app = GitHubApp(AppKey(1, private_key), api_url=github.url, session=session)
        await app.check_credentials()
        await app.close()

        assert not session.closed
