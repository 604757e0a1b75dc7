"""What an hour allows, what is not counted, and the troubles a story can ask for."""

import aiohttp
import pytest

from ghapp.sandbox import Sandbox, SandboxRepository
from tests.sandbox.conftest import Client

REPO = "/repos/acme/newsletter"


async def test_an_unchanged_answer_costs_nothing(client: Client, sandbox: Sandbox):
    """An answer that is still valid is 304, without a body and without cost."""
    first = await client.get(REPO)
    again = await client.get(REPO, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["X-RateLimit-Remaining"] == first.headers["X-RateLimit-Remaining"]
    assert sandbox.requests[-1].not_modified


async def test_a_changed_answer_has_another_tag(client: Client, repo: SandboxRepository):
    """After a change the old tag no longer matches."""
    path = f"{REPO}/git/ref/heads/main"
    tag = (await client.get(path)).headers["ETag"]
    await repo.push("main", {"README.md": "# New\n"})
    assert (await client.get(path, headers={"If-None-Match": tag})).status == 200


async def test_the_budget_runs_out(client: Client, sandbox: Sandbox, repo: SandboxRepository):
    """With nothing left, GitHub answers 403 and says when to come back."""
    sandbox.budget((await repo.install_app()).id).remaining = 1
    assert (await client.get(REPO)).headers["X-RateLimit-Remaining"] == "0"
    refused = await client.get(REPO)
    assert refused.status == 403
    assert refused.message.startswith("API rate limit exceeded")
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert int(refused.headers["X-RateLimit-Reset"]) > 0


async def test_a_secondary_limit_passes(client: Client, sandbox: Sandbox):
    """The limit is told as often as the story asked, then the call succeeds."""
    sandbox.limit_secondary("GET", "newsletter$", status=429, retry_after=2, times=1)
    refused = await client.get(REPO)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "2")
    assert "secondary rate limit" in refused.message
    assert (await client.get(REPO)).status == 200


async def test_a_connection_can_be_dropped(client: Client, sandbox: Sandbox):
    """Status 0 is a connection that ends without an answer."""
    sandbox.fail_next("POST", "/labels$", status=0)
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.post(f"{REPO}/labels", {"name": "x"})
    assert (await client.get(f"{REPO}/labels")).body == []


async def test_an_answer_can_be_lost_after_the_work(
    client: Client, sandbox: Sandbox, repo: SandboxRepository
):
    """A label may exist although GitHub answered 502."""
    sandbox.fail_next("POST", "/labels$", status=502, after=True)
    assert (await client.post(f"{REPO}/labels", {"name": "x"})).status == 502
    assert list(repo.labels) == ["x"]


async def test_pages_are_linked(client: Client, repo: SandboxRepository):
    """A long list comes in pages, and each knows the next and the last."""
    for number in range(5):
        await client.post(f"{REPO}/labels", {"name": f"label {number}"})
    first = await client.get(f"{REPO}/labels?per_page=2")
    assert [label["name"] for label in first.body] == ["label 0", "label 1"]
    assert 'rel="next"' in first.headers["Link"]
    assert 'page=3>; rel="last"' in first.headers["Link"]
    last = await client.get(f"{REPO}/labels?per_page=2&page=3")
    assert [label["name"] for label in last.body] == ["label 4"]
    assert 'rel="next"' not in last.headers["Link"]


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [(b"{", 400, "Problems parsing JSON"), (b"[]", 400, "Body should be a JSON object")],
)
async def test_a_body_that_is_no_object_is_refused(
    client: Client, text: bytes, status: int, message: str
):
    """JSON that cannot be read is 400, not 422."""
    answer = await client.call("POST", f"{REPO}/labels", data=text)
    assert (answer.status, answer.message) == (status, message)
