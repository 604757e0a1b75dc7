"""GitHub's limits: each form of them is known, and nobody presses on."""

from __future__ import annotations

import asyncio

import pytest

from ghapp.github.repository import GitHubRepository
from ghapp.ports.errors import RequestRejected, TransientError
from tests.github.conftest import INSTALLATION, REPO, FakeGitHub, FakeTime, Reply

TOKENS = f"/app/installations/{INSTALLATION}/access_tokens"
LABELS = f"{REPO}/labels?per_page=100"
COMMENTS = f"{REPO}/issues/5/comments"
REMAINING_NONE = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0"}


def labels(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


@pytest.mark.parametrize("status", [403, 429])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_short_wait_is_waited(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime, status: int, method: str
) -> None:
    """GitHub asks to wait a few seconds: the request waits and goes out again."""
    limited = Reply({"message": "slow down"}, status, {"Retry-After": "7"})
    github.tell("GET", LABELS, limited, Reply(labels("a")))
    github.tell("POST", COMMENTS, limited, Reply({"id": 3}, 201))

    if method == "GET":
        assert await repository.labels() == {"a"}
    else:
        assert await repository.create_comment(5, "text") == 3

    assert clock.slept == [7]


LIMITS = [
    pytest.param(Reply({}, 403, {"Retry-After": "90"}), 90, id="retry-after"),
    pytest.param(Reply({}, 429, {"Retry-After": "90"}), 90, id="429 with retry-after"),
    pytest.param(
        Reply(
            {"message": "API rate limit exceeded"},
            403,
            REMAINING_NONE | {"X-RateLimit-Reset": "1800000600"},
        ),
        600,
        id="primary",
    ),
    pytest.param(
        Reply({}, 429, REMAINING_NONE | {"X-RateLimit-Reset": "1800000600"}), 600, id="429 primary"
    ),
    pytest.param(
        Reply({}, 403, REMAINING_NONE | {"X-RateLimit-Reset": "1800000600", "Retry-After": "45"}),
        45,
        id="retry-after comes first",
    ),
    pytest.param(
        Reply({"message": "You have exceeded a secondary rate limit."}, 403), 60, id="only JSON"
    ),
    pytest.param(Reply("You have exceeded a secondary rate limit", 403), 60, id="only text"),
    pytest.param(Reply("abuse detection mechanism", 403), 60, id="GitHub Enterprise"),
    pytest.param(Reply({}, 429), 60, id="429 and nothing else"),
    pytest.param(Reply({}, 429, {"Retry-After": "soon"}), 60, id="a header that is no number"),
    pytest.param(Reply({}, 429, {"Retry-After": "nan"}), 60, id="a header that is nonsense"),
    pytest.param(Reply({}, 403, REMAINING_NONE), 60, id="nothing remains, no reset"),
]


@pytest.mark.parametrize(("reply", "wait"), LIMITS)
async def test_a_long_wait_is_left_to_the_engine(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime, reply: Reply, wait: float
) -> None:
    """Each form of a limit is known, and a long one does not hold up the job."""
    github.tell("GET", LABELS, reply)

    with pytest.raises(TransientError) as caught:
        await repository.labels()

    assert caught.value.retry_after == pytest.approx(wait)
    assert clock.slept == []
    assert len(github.got("GET", LABELS)) == 1


async def test_a_limit_silences_the_whole_installation(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime
) -> None:
    """Who presses on while limited may be banned: nothing else is sent until the time is up."""
    github.tell("GET", LABELS, Reply({}, 429, {"Retry-After": "90"}))
    github.tell("POST", COMMENTS, Reply({"id": 3}, 201))
    with pytest.raises(TransientError):
        await repository.labels()

    with pytest.raises(TransientError) as caught:
        await repository.create_comment(5, "text")

    assert caught.value.retry_after == 90
    assert github.writes == []
    clock.now += 90
    assert await repository.create_comment(5, "text") == 3


async def test_guessed_waits_double(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime
) -> None:
    """Limits without a header are waited for longer each time, until a request succeeds."""
    limited = Reply("secondary rate limit", 403)
    github.tell("GET", LABELS, limited, limited, limited, Reply([]), limited)
    waits: list[float | None] = []
    for _ in range(3):
        with pytest.raises(TransientError) as caught:
            await repository.labels()
        waits.append(caught.value.retry_after)
        clock.now += waits[-1] or 0
    await repository.labels()
    with pytest.raises(TransientError) as caught:
        await repository.labels()

    assert [*waits, caught.value.retry_after] == [60, 120, 240, 60]


async def test_requests_limited_together_count_once(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Ten requests under way when the limit strikes are one strike, not ten."""
    github.tell("GET", LABELS, Reply("secondary rate limit", 403))

    ended = await asyncio.gather(*(repository.labels() for _ in range(10)), return_exceptions=True)

    assert {getattr(one, "retry_after", None) for one in ended} == {60}


async def test_short_waits_have_an_end(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime
) -> None:
    """Being turned away again and again ends, too."""
    github.tell("GET", LABELS, Reply({}, 429, {"Retry-After": "0"}))

    with pytest.raises(TransientError):
        await repository.labels()

    assert sum(clock.slept) <= 30
    assert len(github.got("GET", LABELS)) <= 3


async def test_a_refusal_is_no_limit(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A plain 403 is a matter of permission."""
    allowed = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "10", "X-RateLimit-Reset": "1"}
    github.tell(
        "GET", LABELS, Reply({"message": "Resource not accessible by integration"}, 403, allowed)
    )

    with pytest.raises(RequestRejected, match="Resource not accessible"):
        await repository.labels()


async def test_many_writes_are_kept_apart(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime
) -> None:
    """A few writes go out at once, many of them a second apart."""
    github.tell("POST", COMMENTS, Reply({"id": 3}, 201))

    await asyncio.gather(*(repository.create_comment(5, "text") for _ in range(19)))

    assert len(github.writes) == 19
    assert sum(clock.slept) == pytest.approx(4)


async def test_the_pace_recovers(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime
) -> None:
    """After a while without writes a few may go out at once again."""
    github.tell("POST", COMMENTS, Reply({"id": 3}, 201))
    for _ in range(15):
        await repository.create_comment(5, "text")
    clock.now += 60
    for _ in range(15):
        await repository.create_comment(5, "text")

    assert clock.slept == []


async def test_writes_go_out_one_at_a_time(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """GitHub wants writes one after another."""
    github.tell("POST", COMMENTS, Reply({"id": 3}, 201, delay=0.01))

    await asyncio.gather(*(repository.create_comment(5, "text") for _ in range(5)))

    assert github.most_at_once == 1


async def test_reads_go_out_together_up_to_a_bound(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Reads need not wait for each other, but too many at once would be a limit of its own."""
    github.tell("GET", LABELS, Reply([], delay=0.05))

    await asyncio.gather(*(repository.labels() for _ in range(50)))

    assert 1 < github.most_at_once <= 20
