"""One exchange over HTTP: what is repeated, what is not, and where redirects may lead."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from ghapp.github.errors import Conflict, NotThere, Unprocessable
from ghapp.github.repository import GitHubRepository
from ghapp.ports.errors import RequestRejected, TransientError
from tests.github.conftest import INSTALLATION, REPO, FakeGitHub, FakeTime, Reply

TOKENS = f"/app/installations/{INSTALLATION}/access_tokens"
LABELS = f"{REPO}/labels?per_page=100"
COMMENTS = f"{REPO}/issues/5/comments"
REMAINING_NONE = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0"}


def labels(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


@pytest.mark.parametrize(
    "failure", [Reply("", 502), Reply("", 503), Reply("", 504), Reply(is_drop=True)]
)
async def test_a_read_is_repeated(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime, failure: Reply
) -> None:
    """A read outlives a short failure."""
    github.tell("GET", LABELS, failure, failure, Reply(labels("a")))

    assert await repository.labels() == {"a"}
    assert set(clock.slept) <= {0.5, 1.5}


@pytest.mark.parametrize(
    "failure",
    [
        Reply("", 502),
        Reply("<html>", 500),
        Reply(is_drop=True),
        Reply("", 599),
        Reply("no JSON", 200),
    ],
)
async def test_a_read_gives_up(
    repository: GitHubRepository, github: FakeGitHub, failure: Reply
) -> None:
    """A failure that stays is left to the engine."""
    github.tell("GET", f"{REPO}/pulls/5", failure)

    with pytest.raises(TransientError):
        await repository.pull(5)


@pytest.mark.parametrize(
    "failure", [Reply("", 500), Reply("", 502), Reply("", 503), Reply(is_drop=True)]
)
async def test_a_write_is_never_repeated(
    repository: GitHubRepository, github: FakeGitHub, failure: Reply
) -> None:
    """GitHub may have done it before it failed."""
    github.tell("POST", COMMENTS, failure, Reply({"id": 3}, 201))

    with pytest.raises(TransientError):
        await repository.create_comment(5, "text")

    assert len(github.writes) == 1


async def test_nobody_answers(make_app: Any, private_key: str, github: FakeGitHub) -> None:
    """A GitHub that is away is a failure that passes."""
    github.url = "http://127.0.0.1:9"  # the discard port: nobody listens

    with pytest.raises(TransientError, match="cannot be reached"):
        await make_app().check_credentials()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, RequestRejected),
        (403, RequestRejected),
        (404, NotThere),
        (409, Conflict),
        (410, NotThere),
        (422, Unprocessable),
        (451, RequestRejected),
        (408, TransientError),
        (500, TransientError),
        (503, TransientError),
    ],
)
async def test_which_error_is_which(
    repository: GitHubRepository, github: FakeGitHub, status: int, kind: type[Exception]
) -> None:
    """What will not change is a rejected request, what may pass a transient error."""
    github.tell("POST", COMMENTS, Reply({"message": "because"}, status))

    with pytest.raises(kind, match="because"):
        await repository.create_comment(5, "text")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_renamed_repository_is_read(
    repository: GitHubRepository, github: FakeGitHub, status: int
) -> None:
    """GitHub sends readers of the old name on, within the same host."""
    target = "/repositories/1/labels"
    github.tell("GET", LABELS, Reply({}, status, {"Location": "{url}" + target}))
    github.tell("GET", target, Reply(labels("a")))

    assert await repository.labels() == {"a"}


async def test_the_token_goes_to_no_other_host(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """A redirect to another host is not followed."""
    github.tell("GET", LABELS, Reply({}, 301, {"Location": "http://elsewhere.example/labels"}))

    with pytest.raises(RequestRejected):
        await repository.labels()


async def test_redirects_in_a_circle(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A circle ends."""
    github.tell("GET", LABELS, Reply({}, 302, {"Location": LABELS}))

    with pytest.raises(RequestRejected, match="again and again"):
        await repository.labels()


async def test_a_write_follows_no_redirect(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """What was meant for one place is not written into another."""
    github.tell("POST", COMMENTS, Reply({}, 307, {"Location": "{url}/repositories/1/comments"}))

    with pytest.raises(RequestRejected):
        await repository.create_comment(5, "text")

    assert len(github.writes) == 1


async def test_github_does_not_answer_in_time(
    repository: GitHubRepository, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that hangs ends, and is not tried again inside the job."""
    monkeypatch.setattr("ghapp.github.transport.TIMEOUT", aiohttp.ClientTimeout(total=0.1))
    github.tell("GET", LABELS, Reply([], delay=0.3))

    with pytest.raises(TransientError, match="in time"):
        await repository.labels()

    assert len(github.got("GET", LABELS)) == 1
