"""Merging through the API: at once or in the background, and what forbids it."""

import pytest

from ghapp.sandbox import Sandbox, SandboxPull, SandboxRepository
from tests.sandbox.conftest import Client, Reply, settled

REPO = "/repos/acme/newsletter"
PULL = f"{REPO}/pulls/1"
MOVED = "Base branch was modified. Review and try the merge again."


@pytest.fixture
async def pull(repo: SandboxRepository) -> SandboxPull:
    return await repo.open_pull(author="ferris", title="Links", branch="x", files={"a": "1\n"})


async def merge(client: Client, **how: object) -> Reply:
    """Asks whether it merges, as one must, and then merges."""
    await client.get(PULL)
    return await client.put(f"{PULL}/merge", how)


async def test_a_merge_right_after_a_change_is_refused_for_a_moment(
    repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """When GitHub has not found out yet whether it merges, the second try does it."""
    refused = await client.put(f"{PULL}/merge")
    assert (refused.status, refused.message) == (405, MOVED)
    assert not pull.merged

    await repo.push("main", {"b": "1\n"})
    refused = await client.put(f"{PULL}/merge")
    assert (refused.status, refused.message) == (405, MOVED)

    assert (await client.put(f"{PULL}/merge")).status == 200
    assert pull.merged


async def test_a_conflict_shows_after_the_first_look(
    repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """Mergeability is unknown at first, then dirty, and merging is refused."""
    await repo.push("main", {"a": "2\n"})
    first, second = [(await client.get(PULL)).body for _ in range(2)]
    assert (first["mergeable"], first["mergeable_state"]) == (None, "unknown")
    assert (second["mergeable"], second["mergeable_state"]) == (False, "dirty")
    refused = await client.put(f"{PULL}/merge")
    assert (refused.status, refused.message) == (405, "Pull Request is not mergeable")


async def test_a_moved_head_is_not_merged(pull: SandboxPull, client: Client):
    """Merging names the head that was looked at; another one is refused."""
    seen = pull.head_sha
    await pull.push({"a": "2\n"})
    refused = await merge(client, sha=seen)
    assert refused.status == 409
    assert refused.message == "Head branch was modified. Review and try the merge again."


async def test_a_draft_is_not_merged(repo: SandboxRepository, client: Client):
    """A pull request that is still a draft has to wait."""
    await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"}, draft=True)
    refused = await merge(client)
    assert (refused.status, refused.message) == (405, "Pull Request is still a draft")


@pytest.mark.parametrize(("method", "parents"), [("merge", 2), ("squash", 1), ("rebase", 1)])
async def test_each_way_of_merging(
    repo: SandboxRepository, pull: SandboxPull, client: Client, method: str, parents: int
):
    """The three buttons give a merge commit, one commit, or the commits again."""
    await pull.push({"b": "1\n"})
    await repo.push("main", {"c": "1\n"})
    answer = await merge(client, merge_method=method)
    assert answer.status == 200
    assert pull.merged
    assert pull.state.merged_by is not None
    assert pull.state.merged_by.login == "ghapp[bot]"
    assert len(repo.parents(repo.branches["main"])) == parents
    assert [repo.read("main", name) for name in "abc"] == [b"1\n", b"1\n", b"1\n"]


async def test_a_pull_request_merged_with_another_is_merged_too(
    repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """A merge commit brings in the heads behind it, a squash does not."""
    other = await repo.open_pull(
        author="corro", title="Both", branch="y", files={"b": "1\n"}, start=pull.head_sha
    )
    await client.get(f"{REPO}/pulls/2")
    assert (await client.put(f"{REPO}/pulls/2/merge", {"merge_method": "squash"})).status == 200
    assert (other.merged, pull.merged) == (True, False)

    third = await repo.open_pull(
        author="gopher", title="Again", branch="z", files={"c": "1\n"}, start=pull.head_sha
    )
    await client.get(f"{REPO}/pulls/3")
    assert (await client.put(f"{REPO}/pulls/3/merge")).status == 200
    assert (third.merged, pull.merged) == (True, True)


async def test_only_allowed_ways_of_merging(
    repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """The repository's settings are told, and obeyed."""
    repo.set_merge_methods("squash")
    told = (await client.get(REPO)).body
    allowed = [told[f"allow_{name}"] for name in ("merge_commit", "squash_merge", "rebase_merge")]
    assert allowed == [False, True, False]
    refused = await merge(client)
    message = "Merge commits are not allowed on this repository."
    assert (refused.status, refused.message) == (405, message)
    assert (await merge(client, merge_method="squash")).status == 200


async def test_a_branch_that_takes_pull_requests_only(
    repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """Its reference is not moved, but a pull request is merged into it."""
    repo.protect("main")
    moved = await client.patch(f"{REPO}/git/refs/heads/main", {"sha": pull.head_sha})
    forced = {"sha": pull.head_sha, "force": True}
    refusals = [
        moved,
        await client.patch(f"{REPO}/git/refs/heads/main", forced),
    ]
    assert {one.status for one in refusals} == {422}
    assert "Changes must be made through a pull request." in moved.message
    assert not pull.merged

    [rule] = (await client.get(f"{REPO}/rules/branches/main")).body
    assert rule["type"] == "pull_request"
    assert (await client.get(f"{REPO}/rules/branches/other")).body == []
    assert (await merge(client)).status == 200
    assert pull.merged


async def test_a_required_review(repo: SandboxRepository, pull: SandboxPull, client: Client):
    """Only the approval of somebody who may write counts, and only until it is dismissed."""
    repo.protect("main", required_approvals=1)
    await pull.review("stranger", "Nice", "APPROVE")
    assert "At least 1 approving review is required" in (await merge(client)).message
    assert (await client.get(PULL)).body["mergeable_state"] == "blocked"

    review = await pull.review("editor", "", "APPROVE")
    await pull.dismiss_review(review, by="editor")
    assert "At least 1 approving review is required" in (await merge(client)).message

    await pull.review("editor", "", "APPROVE")
    assert (await merge(client)).status == 200


async def test_a_required_check(repo: SandboxRepository, pull: SandboxPull, client: Client):
    """It is expected, then in progress, then failing, and at last it has passed."""
    repo.protect("main", required_checks=("newsletter",))
    run = {"name": "newsletter", "head_sha": pull.head_sha}
    told = [(await merge(client)).message]
    for more in ({"status": "in_progress"}, {"conclusion": "failure"}, {"conclusion": "neutral"}):
        await client.post(f"{REPO}/check-runs", run | more)
        told.append((await merge(client)).message)
    assert [one.partition("is ")[2].strip() for one in told[:3]] == [
        "expected.",
        "in progress.",
        "failing.",
    ]
    assert told[3] == "Pull Request successfully merged"


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({"linear_history": True}, "This branch must not contain merge commits."),
        ({"merge_queue": True}, "Changes must be made through the merge queue"),
        ({"allowed_methods": ("squash",)}, "Merge commits are not allowed"),
    ],
)
async def test_rules_that_forbid_a_merge_commit(
    repo: SandboxRepository, pull: SandboxPull, client: Client, rules: dict, reason: str
):
    """A linear history, a merge queue, and a rule about the way of merging."""
    repo.protect("main", **rules)
    refused = await merge(client)
    assert refused.status == 405
    assert reason in refused.message
    assert not pull.merged


async def test_a_merge_in_the_background(sandbox: Sandbox, pull: SandboxPull, client: Client):
    """It is pending at first, asked for once only, and done when nobody waits for it."""
    sandbox.hold_merges()
    taken = await client.put(f"{PULL}/merge-async", {"merge_method": "merge"})
    assert (taken.status, taken.body["status"]) == (202, "pending")
    path = f"{PULL}/merge-async/{taken.body['details']['uuid']}"
    again = await client.put(f"{PULL}/merge-async", {"merge_method": "squash"})
    assert (again.status, again.body) == (409, taken.body)
    assert (await client.get(path)).body["status"] == "pending"
    assert not pull.merged

    sandbox.release_merges()
    await settled(sandbox)
    done = (await client.get(path)).body
    assert (done["status"], done["details"]["sha"]) == ("merged", pull.state.merge_commit_sha)
    assert pull.merged
    assert (await client.put(f"{PULL}/merge-async")).body == done


async def test_rules_are_judged_in_the_background(
    sandbox: Sandbox, repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """What a rule forbids is taken first, and told as failed only to those who ask later."""
    repo.protect("main", required_approvals=1)
    taken = await client.put(f"{PULL}/merge-async", {"bypass_rules": True})
    assert taken.status == 202
    await settled(sandbox)
    path = f"{PULL}/merge-async/{taken.body['details']['uuid']}"
    failed = (await client.get(path)).body
    assert failed["status"] == "failed"
    assert "At least 1 approving review is required" in failed["details"]["message"]
    assert not pull.merged


async def test_a_push_ends_a_merge_in_the_background(
    sandbox: Sandbox, pull: SandboxPull, client: Client
):
    """The head that stood when it was asked for is merged, or nothing."""
    sandbox.hold_merges()
    taken = await client.put(f"{PULL}/merge-async")
    await pull.push({"a": "2\n"})
    sandbox.release_merges()
    await settled(sandbox)
    path = f"{PULL}/merge-async/{taken.body['details']['uuid']}"
    assert (await client.get(path)).body["status"] == "failed"
    assert not pull.merged


async def test_a_merge_queue_takes_it(
    sandbox: Sandbox, repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """With a queue the pull request is enqueued, and stays open."""
    repo.protect("main", merge_queue=True)
    taken = await client.put(f"{PULL}/merge-async")
    await settled(sandbox)
    path = f"{PULL}/merge-async/{taken.body['details']['uuid']}"
    assert (await client.get(path)).body["status"] == "enqueued"
    again = await client.put(f"{PULL}/merge-async")
    assert (again.status, again.body["status"]) == (200, "enqueued")
    assert pull.open


async def test_what_is_closed_is_not_merged_in_the_background(pull: SandboxPull, client: Client):
    """Only the state of the pull request is looked at before the answer."""
    await pull.close(by="editor")
    refused = await client.put(f"{PULL}/merge-async")
    assert (refused.status, refused.body["status"]) == (400, "failed")
    assert (await client.get(f"{PULL}/merge-async/unknown")).status == 404
