"""GraphQL: branches moved only from where they were read, all of them or none."""

import pytest

from ghapp.sandbox import Sandbox, SandboxRepository
from ghapp.sandbox.api.merged_pulls import QUERY
from ghapp.sandbox.state.conversation import Json
from tests.sandbox.conftest import Client, Mailbox, Reply, settled

REPO = "/repos/acme/newsletter"
MUTATION = """
mutation($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}
"""
NOTHING = "0" * 40


async def update(client: Client, *updates: dict[str, object]) -> Reply:
    """Asks for these updates of references."""
    node = (await client.get(REPO)).body["node_id"]
    wanted = {"repositoryId": node, "refUpdates": list(updates), "clientMutationId": "m"}
    url = client.url.removesuffix("/v3") + "/graphql"
    return await client.post(url, {"query": MUTATION, "variables": {"input": wanted}})


def move(name: str, before: str, after: str, *, force: bool = False) -> dict[str, object]:
    return {
        "name": f"refs/heads/{name}",
        "beforeOid": before,
        "afterOid": after,
        "force": force,
    }


async def test_a_branch_is_made_moved_and_deleted(
    sandbox: Sandbox, repo: SandboxRepository, client: Client, mailbox: Mailbox
):
    """Zeroes stand for a branch that is not there."""
    main = repo.branches["main"]
    one = await repo.push("one", {"a": "1\n"})
    made = await update(client, move("rollup", NOTHING, one))
    assert made.body == {"data": {"updateRefs": {"clientMutationId": "m"}}}
    assert repo.branches["rollup"] == one

    other = await repo.push("other", {"b": "1\n"}, start=main)
    await update(client, move("rollup", one, other, force=True))
    assert repo.branches["rollup"] == other
    await settled(sandbox)
    assert (mailbox.last("push")["before"], mailbox.last("push")["forced"]) == (one, True)

    await update(client, move("rollup", other, NOTHING))
    assert "rollup" not in repo.branches


async def test_a_branch_that_somebody_moved_is_left(repo: SandboxRepository, client: Client):
    """A stale `beforeOid` is an error without a name, even if the move is forced."""
    seen = await repo.push("rollup", {"a": "1\n"})
    theirs = await repo.push("rollup", {"a": "2\n"})
    ours = await repo.push("ours", {"a": "3\n"}, start=seen)
    answer = await update(client, move("rollup", seen, ours, force=True))
    [error] = answer.body["errors"]
    assert answer.status == 200
    assert answer.body["data"] == {"updateRefs": None}
    assert error["message"].startswith("Something went wrong while executing your query.")
    assert "type" not in error
    assert repo.branches["rollup"] == theirs


async def test_all_or_nothing(repo: SandboxRepository, client: Client):
    """One branch that moved meanwhile keeps the others where they are."""
    seen = await repo.push("a", {"a": "1\n"})
    new = await repo.push("new", {"a": "2\n"}, start=seen)
    answer = await update(client, move("a", seen, new), move("new", seen, NOTHING))
    assert "errors" in answer.body
    assert (repo.branches["a"], repo.branches["new"]) == (seen, new)

    answer = await update(client, move("a", seen, new), move("new", new, NOTHING))
    assert "errors" not in answer.body
    assert repo.branches["a"] == new
    assert "new" not in repo.branches


@pytest.mark.parametrize("branch", ["side", "main", "main/x", "a..b"])
async def test_what_cannot_be_is_refused(repo: SandboxRepository, client: Client, branch: str):
    """Not backwards without force, no protected branch, and no name that git does not take."""
    repo.protect("main")
    old = repo.branches["main"]
    new = await repo.push("side", {"a": "1\n"})
    before = {"side": new, "main": old}.get(branch, NOTHING)
    before_all = dict(repo.branches)
    answer = await update(client, move(branch, before, old if branch == "side" else new))
    assert answer.body["errors"][0]["type"] == "UNPROCESSABLE"
    assert repo.branches == before_all


async def test_a_token_that_only_reads_moves_nothing(repo: SandboxRepository, client: Client):
    """The same permission as for references is needed."""
    path = f"/app/installations/{(await repo.install_app()).id}/access_tokens"
    token = await client.post(path, {"permissions": {"contents": "read"}}, as_app=True)
    client.token = token.body["token"]
    answer = await update(client, move("new", NOTHING, repo.branches["main"]))
    assert answer.body["errors"][0]["type"] == "FORBIDDEN"
    assert list(repo.branches) == ["main"]


async def test_nothing_else_is_understood(client: Client):
    """What the sandbox does not have says so."""
    url = client.url.removesuffix("/v3") + "/graphql"
    answer = await client.post(url, {"query": "{viewer{login}}"})
    assert "only merged pull requests and updateRefs" in answer.body["errors"][0]["message"]


async def test_merged_pull_requests_come_in_pages_with_what_they_were_merged_into(
    sandbox: Sandbox, repo: SandboxRepository, client: Client
):
    """The first parent of a merge is told; those that are open or closed are left out."""
    pulls = [
        await repo.open_pull(author="ferris", title=name, branch=name, files={name: "1"})
        for name in ("one", "two", "three")
    ]
    base = repo.branches["main"]
    await pulls[0].merge(by="editor", method="squash")
    await pulls[1].close(by="editor")
    asked = {"owner": "acme", "name": "newsletter", "branch": "main"}
    url = client.url.removesuffix("/v3") + "/graphql"

    async def listed(**more: str) -> Json:
        body = {"query": QUERY, "variables": asked | more}
        return dict((await client.post(url, body)).body)

    answer = await listed()
    page = answer["data"]["repository"]["pullRequests"]
    (node,) = page["nodes"]
    assert (node["number"], node["headRefOid"]) == (1, pulls[0].head_sha)
    assert node["mergeCommit"]["parents"]["nodes"][0]["oid"] == base
    assert page["pageInfo"]["hasNextPage"] is False
    assert (await listed(name="none"))["errors"][0]["type"] == "NOT_FOUND"
