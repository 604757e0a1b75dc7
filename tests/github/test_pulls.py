"""Pull requests as the app reads and opens them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ghapp.github.repository import GitHubRepository
from ghapp.ports.errors import AlreadyExists, NotFastForward, RequestRejected
from ghapp.ports.values import Branch, PullRequest
from ghapp.review.files import ChangedFile, FileStatus
from tests.github.conftest import NAME, REPO, FakeGitHub, FakeTime, Reply

BASE = "b" * 40
HEAD = "a" * 40
MERGE_BASE = "c" * 40
NEW = "d" * 40
COMPARE = f"{REPO}/compare/{BASE}...{HEAD}?per_page=1"
FILES = f"{REPO}/pulls/5/files?per_page=100"


def pull(**more: Any) -> dict[str, Any]:
    made = {
        "number": 5,
        "title": "A link",
        "state": "open",
        "user": {"login": "ada"},
        "head": {"ref": "patch-1", "sha": HEAD, "repo": {"full_name": "ada/letter"}},
        "base": {"ref": "main", "sha": BASE, "repo": {"full_name": NAME}},
        "labels": [{"name": "section: Events"}],
        "maintainer_can_modify": True,
        "merged": False,
        "merged_at": None,
        "created_at": "2026-01-02T03:04:05Z",
        "updated_at": "2026-01-07T06:00:00Z",
    }
    return made | more


def refusal(message: str, *errors: Any) -> Reply:
    body = {"message": message} | ({"errors": list(errors)} if errors else {})
    return Reply(body, status=422)


async def test_a_pull_request(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A pull request as GitHub tells it."""
    github.tell("GET", f"{REPO}/pulls/5", Reply(pull()))

    assert await repository.pull(5) == PullRequest(
        number=5,
        author="ada",
        head=Branch("ada/letter", "patch-1", HEAD),
        base=Branch(NAME, "main", BASE),
        is_open=True,
        labels=frozenset({"section: Events"}),
        updated_at=datetime(2026, 1, 7, 6, tzinfo=UTC),
        title="A link",
        created_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )


async def test_a_pull_request_of_the_departed(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """A deleted account is GitHub's ghost, a deleted fork is None; merged is not open."""
    head = {"ref": "patch-1", "sha": HEAD, "repo": None}
    gone = pull(user=None, head=head, state="closed", merged_at="2026-01-03T00:00:00Z")
    github.tell("GET", f"{REPO}/pulls/5", Reply(gone))

    found = await repository.pull(5)

    assert found.author == "ghost"
    assert found.head.repository is None
    assert not found.is_open


async def test_open_pull_requests(repository: GitHubRepository, github: FakeGitHub) -> None:
    """Only those to the default branch, oldest first, all pages."""
    path = f"{REPO}/pulls?state=open&base=ma%2Fin&sort=created&direction=asc&per_page=100"
    github.tell("GET", REPO, Reply({"default_branch": "ma/in"}))
    link = {"Link": '<{url}/page/2>; rel="next"'}
    github.tell("GET", path, Reply([pull(number=1)], headers=link))
    github.tell("GET", "/page/2", Reply([pull(number=2)]))

    assert [one.number for one in await repository.open_pulls()] == [1, 2]


async def test_pull_requests_from_a_branch(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """The branch is named with its owner, as GitHub's filter wants it."""
    path = f"{REPO}/pulls?head=octo%3Anext%2F%C3%BC%26x&state=all&per_page=100"
    github.tell("GET", path, Reply([pull(number=3, state="closed")]))

    assert [one.is_open for one in await repository.pulls_from("next/ü&x")] == [False]


async def test_the_default_branch_is_asked_for_once_a_minute(
    repository: GitHubRepository, github: FakeGitHub, clock: FakeTime
) -> None:
    """A renamed default branch is noticed within a minute."""
    github.tell("GET", REPO, Reply({"default_branch": "old"}), Reply({"default_branch": "new"}))

    assert [await repository.default_branch() for _ in range(2)] == ["old", "old"]
    clock.now += 61
    assert await repository.default_branch() == "new"


def changed(name: str, status: str, **more: Any) -> dict[str, Any]:
    return {"filename": name, "status": status, "sha": f"blob of {name}"} | more


async def test_a_comparison(repository: GitHubRepository, github: FakeGitHub) -> None:
    """What changed since the merge base, in GitHub's words and ours."""
    files = [
        changed("new", "added"),
        changed("old", "removed"),
        changed("edited", "modified"),
        changed("mode", "changed"),
        changed("to", "renamed", previous_filename="from"),
        changed("copy", "copied", previous_filename="original"),
        changed("same", "unchanged"),
    ]
    answer = {"merge_base_commit": {"sha": MERGE_BASE}, "files": files}
    github.tell("GET", COMPARE, Reply(answer))

    found = await repository.comparison(BASE, HEAD, 5)

    assert found.merge_base == MERGE_BASE
    assert found.is_complete
    assert found.files == (
        ChangedFile("new", FileStatus.ADDED, "blob of new"),
        ChangedFile("old", FileStatus.REMOVED, None),
        ChangedFile("edited", FileStatus.MODIFIED, "blob of edited"),
        ChangedFile("mode", FileStatus.MODIFIED, "blob of mode"),
        ChangedFile("to", FileStatus.RENAMED, "blob of to", "from"),
        ChangedFile("copy", FileStatus.ADDED, "blob of copy"),
    )


@pytest.mark.parametrize(("listed", "is_complete"), [(301, True), (3000, False)])
async def test_a_comparison_of_many_files(
    repository: GitHubRepository, github: FakeGitHub, listed: int, is_complete: bool
) -> None:
    """Above 300 files the pull request's own list is read, and 3,000 may not be all."""
    files = [changed(str(number), "added") for number in range(listed)]
    first = {"merge_base_commit": {"sha": MERGE_BASE}, "files": files[:300]}
    github.tell("GET", COMPARE, Reply(first))
    github.tell("GET", FILES, Reply(files))
    github.tell("GET", f"{REPO}/pulls/5", Reply(pull()))

    found = await repository.comparison(BASE, HEAD, 5)

    assert len(found.files) == listed
    assert found.is_complete is is_complete


async def test_many_files_of_another_head(repository: GitHubRepository, github: FakeGitHub) -> None:
    """The list of a pull request is of its present head: another one is no answer."""
    files = [changed(str(number), "added") for number in range(300)]
    github.tell("GET", COMPARE, Reply({"merge_base_commit": {"sha": BASE}, "files": files}))
    github.tell("GET", FILES, Reply(files))
    moved = pull(head={"ref": "patch-1", "sha": NEW, "repo": None})
    github.tell("GET", f"{REPO}/pulls/5", Reply(moved))

    with pytest.raises(NotFastForward):
        await repository.comparison(BASE, HEAD, 5)


async def test_opening_a_pull_request(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A pull request within the repository; a second one from the same branch is there already."""
    exists = {
        "resource": "PullRequest",
        "code": "custom",
        "message": "A pull request already exists for octo:next.",
    }
    none = {"resource": "PullRequest", "code": "custom", "message": "No commits between a and b"}
    path = f"{REPO}/pulls"
    github.tell(
        "POST",
        path,
        Reply({"number": 9}, 201),
        refusal("Validation Failed", exists),
        refusal("Validation Failed", none),
    )

    assert await repository.create_pull("next", "main", "Next", "Text") == 9
    with pytest.raises(AlreadyExists):
        await repository.create_pull("next", "main", "Next", "Text")
    with pytest.raises(RequestRejected, match="No commits"):
        await repository.create_pull("next", "main", "Next", "Text")

    sent = github.writes[0].data
    assert sent == {"head": "next", "base": "main", "title": "Next", "body": "Text"}


def tree(*entries: tuple[str, str, str], truncated: bool = False) -> Reply:
    listed = [{"path": path, "type": kind, "sha": sha} for path, kind, sha in entries]
    return Reply({"tree": listed, "truncated": truncated})


async def test_a_look_at_a_clean_pull_request_costs_three_reads(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Once the base is known, reconciling reads the pull request, the comparison and the file."""
    tip = Reply({"object": {"sha": BASE}}, headers={"ETag": '"tip"'})
    github.tell("GET", REPO, Reply({"default_branch": "main"}))
    github.tell("GET", f"{REPO}/git/ref/heads/main", tip)
    github.tell("GET", f"{REPO}/git/trees/{BASE}?recursive=1", tree(("x", "blob", "old")))
    github.tell("GET", f"{REPO}/git/blobs/old", Reply(b"old"))
    github.tell("GET", f"{REPO}/git/blobs/new", Reply(b"new"))
    github.tell("GET", f"{REPO}/pulls/5", Reply(pull()))
    files = [{"filename": "x", "status": "modified", "sha": "new"}]
    github.tell("GET", COMPARE, Reply({"merge_base_commit": {"sha": BASE}, "files": files}))
    for path in (await repository.paths(await repository.tip("main") or "")).values():
        await repository.blob(path)
    await repository.default_branch()
    github.requests.clear()

    await repository.pull(5)
    base = await repository.tip(await repository.default_branch()) or ""
    await repository.blob((await repository.paths(base))["x"])
    for file in (await repository.comparison(base, HEAD, 5)).files:
        await repository.blob(file.blob or "")

    free = github.got("GET", f"{REPO}/git/ref/heads/main")
    assert len(github.requests) == 3 + len(free)
    assert all("if-none-match" in one.headers for one in free)


@pytest.mark.parametrize(
    ("association", "kind", "is_new"),
    [
        ("FIRST_TIMER", "User", True),
        ("FIRST_TIME_CONTRIBUTOR", "User", True),
        ("NONE", "User", True),
        ("CONTRIBUTOR", "User", False),
        ("MEMBER", "User", False),
        ("NONE", "Bot", False),
        (None, "User", False),
    ],
)
async def test_who_comes_for_the_first_time(
    repository: GitHubRepository,
    github: FakeGitHub,
    association: str | None,
    kind: str,
    is_new: bool,
) -> None:
    """GitHub says so in several words; bots are nobody to welcome."""
    told = pull(author_association=association, user={"login": "ada", "id": 7, "type": kind})
    github.tell("GET", f"{REPO}/pulls/5", Reply(told))

    assert (await repository.pull(5)).is_by_newcomer is is_new
