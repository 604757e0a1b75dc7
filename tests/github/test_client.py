"""How requests go out: what they show, pages, ETags, and the dry run."""

from __future__ import annotations

from typing import Any

import pytest

from ghapp.github.app import GitHubApp
from ghapp.github.repository import GitHubRepository
from ghapp.ports.errors import RequestRejected
from tests.github.conftest import INSTALLATION, NAME, REPO, FakeGitHub, Reply, token

TOKENS = f"/app/installations/{INSTALLATION}/access_tokens"
LABELS = f"{REPO}/labels?per_page=100"
COMMENTS = f"{REPO}/issues/5/comments"
REMAINING_NONE = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0"}


def labels(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


async def test_what_a_request_shows(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A request says who asks, with which token, and in which version of the API."""
    github.tell("GET", LABELS, Reply([]))

    await repository.labels()

    sent = github.got("GET", LABELS)[0].headers
    assert sent["authorization"] == "Bearer ghs_one"
    assert sent["user-agent"] == "ghapp"
    assert sent["x-github-api-version"] == "2022-11-28"
    assert sent["accept"] == "application/vnd.github+json"


async def test_all_pages(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A list is read to its end, as the Link header leads."""
    link = '<{url}/page/2>; rel="next", <{url}/page/3>; rel="last"'
    github.tell("GET", LABELS, Reply(labels("a"), headers={"Link": link}))
    github.tell(
        "GET", "/page/2", Reply(labels("b"), headers={"Link": '<{url}/page/3>; rel="next"'})
    )
    github.tell("GET", "/page/3", Reply(labels("c"), headers={"Link": '<{url}/x>; rel="prev"'}))

    assert await repository.labels() == {"a", "b", "c"}


async def test_pages_stay_on_the_host(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A Link header cannot lead the token away."""
    link = '<http://elsewhere.example/2>; rel="next"'
    github.tell("GET", LABELS, Reply(labels("a"), headers={"Link": link}))

    with pytest.raises(RequestRejected, match="another host"):
        await repository.labels()


async def test_what_has_not_changed_is_not_sent_again(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Asking again is conditional, and "not modified" gives the former answer, pages too."""
    next_page = {"ETag": '"one"', "Link": '<{url}/page/2>; rel="next"'}
    github.tell("GET", LABELS, Reply(labels("a"), headers=next_page))
    github.tell("GET", "/page/2", Reply(labels("b"), headers={"ETag": '"two"'}))

    assert await repository.labels() == {"a", "b"}
    assert await repository.labels() == {"a", "b"}

    first, again = github.got("GET", LABELS)
    assert "if-none-match" not in first.headers
    assert again.headers["if-none-match"] == '"one"'
    assert github.got("GET", "/page/2")[1].headers["if-none-match"] == '"two"'


async def test_what_has_changed_replaces_what_was_kept(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """A new answer is kept with its new ETag."""
    old = Reply(labels("a"), headers={"ETag": '"one"'})
    new = Reply(labels("b"), headers={"ETag": '"two"'})
    github.tell("GET", LABELS, old, new)

    seen = [await repository.labels() for _ in range(3)]

    assert seen == [{"a"}, {"b"}, {"b"}]


async def test_a_list_that_grows_behind_a_full_page(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """A full page may get a successor without changing itself: it is asked for anew."""
    full = labels(*map(str, range(100)))
    link = {"ETag": '"one"', "Link": '<{url}/page/2>; rel="next"'}
    github.tell("GET", LABELS, Reply(full, headers={"ETag": '"one"'}), Reply(full, headers=link))
    github.tell("GET", "/page/2", Reply(labels("late")))

    assert "late" not in await repository.labels()
    assert "late" in await repository.labels()


async def test_a_page_that_gets_a_successor(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """The answer "not modified" may come with a new Link header, which is followed."""
    one = {"ETag": '"one"'}
    more = one | {"Link": '<{url}/page/2>; rel="next"'}
    github.tell("GET", LABELS, Reply(labels("a"), headers=one), Reply(labels("a"), headers=more))
    github.tell("GET", "/page/2", Reply(labels("late")))

    assert await repository.labels() == {"a"}
    assert await repository.labels() == {"a", "late"}


async def test_installations_share_no_answers(app: GitHubApp, github: FakeGitHub) -> None:
    """What one installation may see is not given to another."""
    github.tell("POST", "/app/installations/8/access_tokens", token("other"))
    github.tell("GET", LABELS, Reply(labels("a"), headers={"ETag": '"one"'}))
    github.tell("GET", f"{REPO}/git/blobs/abc", Reply(b"private"))
    mine, other = await app.repository(INSTALLATION, NAME), await app.repository(8, NAME)

    for repository in (mine, other):
        await repository.labels()
        await repository.blob("abc")

    asked = github.got("GET", LABELS)
    assert ["if-none-match" in one.headers for one in asked] == [False, False]
    assert len(github.got("GET", f"{REPO}/git/blobs/abc")) == 2


async def test_a_dry_run_reads_and_logs(
    make_app: Any, github: FakeGitHub, caplog: pytest.LogCaptureFixture
) -> None:
    """A dry run sends no write, says what it would send, and goes on."""
    caplog.set_level("INFO")
    github.tell("GET", LABELS, Reply(labels("a")))
    repository = await make_app(dry_run=True).repository(INSTALLATION, NAME)

    assert await repository.labels() == {"a"}
    assert await repository.create_comment(5, "hello") == 0
    assert await repository.commit(["f" * 40], [], "message") == "f" * 40
    assert await repository.create_pull("next", "main", "Next", "") == 0
    await repository.update_branch("next", "f" * 40)

    assert github.writes == []
    assert f"would POST {COMMENTS} body='hello'" in caplog.text
