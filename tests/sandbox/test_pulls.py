"""Pull requests: opened by people, read and merged by the app."""

import pytest

from ghapp.sandbox import Sandbox, SandboxRepository
from tests.sandbox.conftest import DRAFT, TEXT, Client, Mailbox, settled

PULLS = "/repos/acme/newsletter/pulls"


async def test_a_pull_request_from_a_fork_is_readable_in_the_base(
    sandbox: Sandbox, repo: SandboxRepository, client: Client, mailbox: Mailbox
):
    """The head of a fork can be read in the base repository, as `refs/pull/1/head`."""
    pull = await repo.open_pull(
        author="ferris", title="A link", branch="links", files={DRAFT: TEXT + b"* link\n"}
    )

    answer = await client.get(f"{PULLS}/1")
    assert answer.status == 200, answer.body
    assert answer.body["head"]["sha"] == pull.head_sha
    assert answer.body["head"]["repo"]["full_name"] == "ferris/newsletter"
    assert (answer.body["additions"], answer.body["deletions"]) == (1, 0)
    assert answer.body["mergeable"] is None
    assert (await client.get(f"{PULLS}/1")).body["mergeable"] is True
    ref = await client.get("/repos/acme/newsletter/git/ref/pull/1/head")
    assert ref.body["object"]["sha"] == pull.head_sha
    await settled(sandbox)
    assert mailbox.names == ["installation.created", "pull_request.opened"]


async def test_a_push_is_told_with_both_heads(
    sandbox: Sandbox, repo: SandboxRepository, client: Client, mailbox: Mailbox
):
    """`synchronize` names the head before and after."""
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    before = pull.head_sha
    await pull.push({"a": "2\n"}, force=True)
    await settled(sandbox)
    told = mailbox.last("pull_request.synchronize")
    assert (told["before"], told["after"]) == (before, pull.head_sha)
    assert repo.parents(pull.head_sha) == (repo.branches["main"],)


async def test_a_deleted_fork_leaves_the_pull_request(repo: SandboxRepository, client: Client):
    """Without its fork the pull request has no head repository, but its commits remain."""
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    await pull.delete_head_repository()
    answer = (await client.get(f"{PULLS}/1")).body
    assert (answer["state"], answer["head"]["repo"]) == ("open", None)
    assert pull.read("a") == b"1\n"


async def test_a_conflict_shows_after_the_first_look(repo: SandboxRepository, client: Client):
    """Mergeability is unknown at first, then dirty, and merging is refused."""
    await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    await repo.push("main", {"a": "2\n"})
    first, second = [(await client.get(f"{PULLS}/1")).body for _ in range(2)]
    assert (first["mergeable"], first["mergeable_state"]) == (None, "unknown")
    assert (second["mergeable"], second["mergeable_state"]) == (False, "dirty")
    refused = await client.put(f"{PULLS}/1/merge")
    assert (refused.status, refused.message) == (405, "Pull Request is not mergeable")


async def test_a_moved_head_is_not_merged(repo: SandboxRepository, client: Client):
    """Merging names the head that was looked at; another one is refused."""
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    seen = pull.head_sha
    await pull.push({"a": "2\n"})
    refused = await client.put(f"{PULLS}/1/merge", {"sha": seen})
    assert refused.status == 409
    assert refused.message == "Head branch was modified. Review and try the merge again."


@pytest.mark.parametrize(("method", "parents"), [("merge", 2), ("squash", 1), ("rebase", 1)])
async def test_each_way_of_merging(
    repo: SandboxRepository, client: Client, method: str, parents: int
):
    """The three buttons give a merge commit, one commit, or the commits again."""
    pull = await repo.open_pull(author="ferris", title="Links", branch="x", files={"a": "1\n"})
    await pull.push({"b": "1\n"})
    await repo.push("main", {"c": "1\n"})
    answer = await client.put(f"{PULLS}/1/merge", {"merge_method": method})
    assert answer.status == 200
    assert pull.merged
    assert pull.state.merged_by is not None
    assert pull.state.merged_by.login == "ghapp[bot]"
    assert len(repo.parents(repo.branches["main"])) == parents
    assert [repo.read("main", name) for name in "abc"] == [b"1\n", b"1\n", b"1\n"]


async def test_a_pull_request_needs_something_to_merge(repo: SandboxRepository, client: Client):
    """No commits, no branch, or a second one for the same branch: refused."""
    body = {"title": "Next", "head": "next", "base": "main"}
    missing = await client.post(PULLS, body)
    assert missing.body["errors"] == [
        {"resource": "PullRequest", "field": "head", "code": "invalid"}
    ]
    await repo.set_branch("next", repo.branches["main"])
    empty = await client.post(PULLS, body)
    assert empty.body["errors"][0]["message"] == "No commits between main and next"
    await repo.push("next", {"a": "1\n"})
    assert (await client.post(PULLS, body)).status == 201
    twice = await client.post(PULLS, body)
    assert twice.status == 422
    assert twice.body["errors"][0]["message"] == "A pull request already exists for acme:next."
    listed = await client.get(f"{PULLS}?head=acme:next")
    assert [one["title"] for one in listed.body] == ["Next"]


async def test_a_large_diff_has_no_patch(repo: SandboxRepository, client: Client):
    """Binary files and very large differences come without a patch."""
    files = {"big": "line\n" * 25_000, "binary": b"\0\1\2", "small": "x\n"}
    await repo.open_pull(author="ferris", title="x", branch="x", files=files)
    listed = (await client.get(f"{PULLS}/1/files")).body
    assert {one["filename"]: "patch" in one for one in listed} == {
        "big": False,
        "binary": False,
        "small": True,
    }


async def test_a_deleted_branch_closes_its_pull_request(repo: SandboxRepository, client: Client):
    """Without its branch a pull request is closed, and cannot be opened again."""
    await repo.push("next", {"a": "1\n"})
    await client.post(PULLS, {"title": "Next", "head": "next", "base": "main"})
    await client.delete("/repos/acme/newsletter/git/refs/heads/next")
    assert not repo.pull(1).open
    assert (await client.patch(f"{PULLS}/1", {"state": "open"})).status == 422
