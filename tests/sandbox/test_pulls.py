"""Pull requests: opened by people, read and merged by the app."""

import pytest

from ghapp.sandbox import ApiError, Sandbox, SandboxRepository
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
    await repo.set_branch("next", None)
    assert not repo.pull(1).open
    refused = await client.patch(f"{PULLS}/1", {"state": "open"})
    assert (refused.status, refused.body["errors"][0]["message"]) == (
        422,
        "state cannot be changed. The next branch has been deleted.",
    )


async def test_what_was_merged_stays_closed(repo: SandboxRepository, client: Client):
    """A merged pull request cannot be opened again."""
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    await pull.merge(by="editor")
    assert (await client.patch(f"{PULLS}/1", {"state": "open"})).status == 422


async def test_a_branch_that_was_forced_is_not_opened_again(
    repo: SandboxRepository, client: Client
):
    """Commits that are gone cannot come back, commits on top can."""
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    await client.patch(f"{PULLS}/1", {"state": "closed"})
    await pull.push({"a": "2\n"})
    assert (await client.patch(f"{PULLS}/1", {"state": "open"})).status == 200
    assert pull.read("a") == b"2\n"

    await pull.close(by="editor")
    await pull.push({"a": "3\n"}, force=True)
    refused = await client.patch(f"{PULLS}/1", {"state": "open"})
    assert "was force-pushed or recreated" in refused.body["errors"][0]["message"]


async def test_an_author_reopens_only_what_they_closed(repo: SandboxRepository):
    """What an editor closed takes somebody with write access."""
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    await pull.close(by="ferris")
    await pull.reopen(by="ferris")
    await pull.close(by="editor")
    with pytest.raises(ApiError):
        await pull.reopen(by="ferris")
    await pull.reopen(by="editor")
    assert pull.open


async def test_a_base_that_has_the_head_already_is_refused(repo: SandboxRepository, client: Client):
    """A pull request is moved only to a branch that lacks something of it."""
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    await repo.set_branch("full", pull.head_sha)
    refused = await client.patch(f"{PULLS}/1", {"base": "full"})
    assert refused.status == 422
    assert refused.body["errors"][0]["message"].startswith("There are no new commits")
    missing = await client.patch(f"{PULLS}/1", {"base": "nowhere"})
    assert missing.body["errors"][0]["message"].endswith("'nowhere' was not found")


async def test_a_draft_becomes_ready(sandbox: Sandbox, repo: SandboxRepository, mailbox: Mailbox):
    """Its author says when a draft is ready for review, and the app is told."""
    pull = await repo.open_pull(
        author="ferris", title="x", branch="x", files={"a": "1\n"}, draft=True
    )
    await pull.set_draft(False)
    await settled(sandbox)
    assert mailbox.last("pull_request.ready_for_review")["pull_request"]["draft"] is False


async def test_who_is_new_here(repo: SandboxRepository, client: Client):
    """GitHub says so of an author until something of theirs is merged, then of nothing of them."""
    for name in "xy":
        await repo.open_pull(author="ferris", title=name, branch=name, files={name: "1\n"})
    listed = (await client.get(PULLS)).body
    assert {one["author_association"] for one in listed} == {"FIRST_TIME_CONTRIBUTOR"}

    await repo.pulls[0].merge(by="acme")

    listed = (await client.get(f"{PULLS}?state=all")).body
    assert {one["author_association"] for one in listed} == {"CONTRIBUTOR"}
