"""Pull requests: opened by people, read and merged by the app."""

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
