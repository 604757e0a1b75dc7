"""Branches, trees, blobs and commits, as they are asked for and sent."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ghapp.github.repository import GitHubRepository
from ghapp.ports.errors import AlreadyExists, NotFastForward, RequestRejected
from ghapp.ports.values import FileChange
from tests.github.conftest import REPO, FakeGitHub, Reply

HEAD = "a" * 40
NEW = "d" * 40
FORK = "/repos/ada/letter"


def refusal(message: str, *errors: Any) -> Reply:
    body = {"message": message} | ({"errors": list(errors)} if errors else {})
    return Reply(body, status=422)


async def test_the_tip_of_a_branch(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A branch's name keeps its slashes; without the branch, or in an empty repository, None."""
    github.tell("GET", f"{REPO}/git/ref/heads/next/a%23b", Reply({"object": {"sha": HEAD}}))
    github.tell("GET", f"{REPO}/git/ref/heads/gone", Reply({"message": "Not Found"}, 404))
    github.tell("GET", f"{REPO}/git/ref/heads/main", Reply({"message": "empty"}, 409))

    assert await repository.tip("next/a#b") == HEAD
    assert await repository.tip("gone") is None
    assert await repository.tip("main") is None


def tree(*entries: tuple[str, str, str], truncated: bool = False) -> Reply:
    listed = [{"path": path, "type": kind, "sha": sha} for path, kind, sha in entries]
    return Reply({"tree": listed, "truncated": truncated})


async def test_the_files_of_a_commit(repository: GitHubRepository, github: FakeGitHub) -> None:
    """All files with their blobs, asked for once; folders and submodules are no files."""
    path = f"{REPO}/git/trees/{HEAD}"
    github.tell(
        "GET",
        f"{path}?recursive=1",
        tree(("a", "blob", "1"), ("d", "tree", "2"), ("d/b", "blob", "3"), ("m", "commit", "4")),
    )

    found = [await repository.paths(HEAD) for _ in range(2)]

    assert found == [{"a": "1", "d/b": "3"}] * 2
    assert len(github.got("GET", f"{path}?recursive=1")) == 1


async def test_the_files_of_a_large_commit(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """What GitHub does not list at once is read folder by folder, however deep."""
    trees = f"{REPO}/git/trees"
    cut = tree(("a", "blob", "1"), truncated=True)
    github.tell("GET", f"{trees}/{HEAD}?recursive=1", cut)
    github.tell(
        "GET", f"{trees}/{HEAD}", tree(("a", "blob", "1"), ("d", "tree", "t"), ("e", "tree", "u"))
    )
    github.tell("GET", f"{trees}/t?recursive=1", tree(("b", "blob", "2"), ("f/c", "blob", "3")))
    github.tell("GET", f"{trees}/u?recursive=1", cut)
    github.tell("GET", f"{trees}/u", tree(("g", "tree", "v")))
    github.tell("GET", f"{trees}/v?recursive=1", tree(("h", "blob", "4")))

    found = await repository.paths(HEAD)

    assert found == {"a": "1", "d/b": "2", "d/f/c": "3", "e/g/h": "4"}


async def test_a_folder_that_cannot_be_listed(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Half of the files is not an answer."""
    github.tell("GET", f"{REPO}/git/trees/{HEAD}?recursive=1", tree(truncated=True))
    github.tell("GET", f"{REPO}/git/trees/{HEAD}", tree(truncated=True))

    with pytest.raises(RequestRejected, match="too many files"):
        await repository.paths(HEAD)


@pytest.mark.parametrize(
    "content", [b"", b"text\r\n", "ünï".encode(), bytes(range(256)), b"\xff\xfe\x00", b"{}"]
)
async def test_a_blob_is_its_bytes(
    repository: GitHubRepository, github: FakeGitHub, content: bytes
) -> None:
    """Every byte arrives, and a blob is asked for once."""
    path = f"{REPO}/git/blobs/abc"
    github.tell("GET", path, Reply(content, headers={"Content-Type": "application/json"}))

    assert [await repository.blob("abc") for _ in range(2)] == [content, content]
    assert len(github.got("GET", path)) == 1
    assert github.got("GET", path)[0].headers["accept"] == "application/vnd.github.raw+json"


async def test_a_blob_that_is_too_large(
    repository: GitHubRepository, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's file of any size does not fill the memory."""
    monkeypatch.setattr("ghapp.github.transport.LARGEST_ANSWER", 1000)
    github.tell("GET", f"{REPO}/git/blobs/abc", Reply(b"x" * 1001))

    with pytest.raises(RequestRejected, match="larger"):
        await repository.blob("abc")


@pytest.mark.parametrize("fork", [None, "ada/letter"])
async def test_a_commit(repository: GitHubRepository, github: FakeGitHub, fork: str | None) -> None:
    """Text goes with the tree, bytes as a blob, None deletes; GitHub signs, so nobody is named."""
    git = f"{FORK if fork else REPO}/git"
    github.tell("GET", f"{git}/commits/{HEAD}", Reply({"tree": {"sha": "old tree"}}))
    github.tell("POST", f"{git}/blobs", Reply({"sha": "a blob"}, 201))
    github.tell("POST", f"{git}/trees", Reply({"sha": "new tree"}, 201))
    github.tell("POST", f"{git}/commits", Reply({"sha": NEW}, 201))
    changes = [
        FileChange("text", "ü\r\n".encode()),
        FileChange("bytes", b"\xff"),
        FileChange("zero", b"\0"),
        FileChange("gone", None),
    ]

    assert await repository.commit([HEAD], changes, "Message", repository=fork) == NEW

    first, second, tree_sent, commit_sent = (one.data for one in github.writes)
    assert [base64.b64decode(blob["content"]) for blob in (first, second)] == [b"\xff", b"\0"]
    common = {"mode": "100644", "type": "blob"}
    assert tree_sent == {
        "base_tree": "old tree",
        "tree": [
            {"path": "text", **common, "content": "ü\r\n"},
            {"path": "bytes", **common, "sha": "a blob"},
            {"path": "zero", **common, "sha": "a blob"},
            {"path": "gone", **common, "sha": None},
        ],
    }
    assert commit_sent == {"message": "Message", "tree": "new tree", "parents": [HEAD]}


async def test_creating_a_branch(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A branch that exists is there already; another refusal is a refusal."""
    github.tell(
        "POST",
        f"{REPO}/git/refs",
        Reply({}, 201),
        refusal("Reference already exists"),
        refusal("Object does not exist"),
    )

    await repository.create_branch("next/one", NEW)
    with pytest.raises(AlreadyExists):
        await repository.create_branch("next/one", NEW)
    with pytest.raises(RequestRejected):
        await repository.create_branch("next/one", NEW)

    assert github.writes[0].data == {"ref": "refs/heads/next/one", "sha": NEW}


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (refusal("Update is not a fast forward"), NotFastForward),
        (Reply({"message": "busy"}, 409), NotFastForward),
        (refusal("Reference does not exist"), RequestRejected),
        (refusal("Repository rule violations found"), RequestRejected),
        (Reply({"message": "Resource not accessible by integration"}, 403), RequestRejected),
        (Reply({"message": "Not Found"}, 404), RequestRejected),
    ],
)
async def test_a_branch_that_cannot_be_moved(
    repository: GitHubRepository, github: FakeGitHub, reply: Reply, expected: type[Exception]
) -> None:
    """Somebody was faster, or the app may not: never by force."""
    github.tell("PATCH", f"{FORK}/git/refs/heads/patch-1", reply)

    with pytest.raises(expected):
        await repository.update_branch("patch-1", NEW, repository="ada/letter")

    assert github.writes[0].data == {"sha": NEW, "force": False}
