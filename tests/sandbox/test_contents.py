"""Files by path: read in several forms, written only over the version one has seen."""

import base64

import pytest

from ghapp.sandbox import Sandbox, SandboxRepository
from tests.sandbox.conftest import DRAFT, TEXT, Client, Mailbox, settled

CONTENTS = "/repos/acme/newsletter/contents"
B64 = base64.b64encode(b"new\n").decode()


async def test_a_large_file_comes_only_raw(repo: SandboxRepository, client: Client):
    """Above one megabyte the content is empty, unless the raw form is asked for."""
    await repo.push("main", {"big": b"x" * 1_100_000})
    plain = await client.get(f"{CONTENTS}/big")
    assert (plain.body["content"], plain.body["encoding"]) == ("", "none")
    raw = await client.get(f"{CONTENTS}/big", headers={"Accept": "application/vnd.github.raw"})
    assert len(raw.body) == 1_100_000


async def test_a_directory_stops_at_a_thousand(repo: SandboxRepository, client: Client):
    """What comes after the first thousand entries is not listed."""
    await repo.push("main", {f"many/{number:04}": "x" for number in range(1005)})
    assert len((await client.get(f"{CONTENTS}/many")).body) == 1000


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "message"),
    [
        ("GET", "nothing", None, 404, "Not Found"),
        ("GET", f"{DRAFT}?ref=nowhere", None, 404, "No commit found for the ref nowhere"),
        ("PUT", DRAFT, {"message": "m", "content": B64}, 422, 'Invalid request.\n\n"sha" wasn'),
        ("PUT", DRAFT, {"message": "m", "content": B64, "sha": "f" * 40}, 409, f"{DRAFT} does not"),
        ("PUT", "a", {"message": "m", "content": B64, "branch": "no"}, 404, "Branch no not found"),
        ("PUT", "a", {"message": "m"}, 422, 'Invalid request.\n\n"content" wasn'),
        ("DELETE", DRAFT, {"message": "m", "sha": "f" * 40}, 409, f"{DRAFT} does not match"),
        ("DELETE", "nothing", {"message": "m", "sha": "f" * 40}, 404, "Not Found"),
    ],
)
async def test_files_are_refused_as_github_does(
    client: Client, method: str, path: str, body: object, status: int, message: str
):
    """A file one has not seen is neither replaced nor deleted."""
    answer = await client.call(method, f"{CONTENTS}/{path}", body)
    assert (answer.status, answer.message[: len(message)]) == (status, message)


async def test_a_replaced_file_is_pushed(
    sandbox: Sandbox, repo: SandboxRepository, client: Client, mailbox: Mailbox
):
    """Writing a file is a commit by the app, and a push that names the file."""
    old = (await client.get(f"{CONTENTS}/{DRAFT}")).body["sha"]
    body = {"message": "Tidy", "content": B64, "sha": old}
    assert (await client.put(f"{CONTENTS}/{DRAFT}", body)).status == 200
    assert repo.read("main", DRAFT) == b"new\n"
    await settled(sandbox)
    push = mailbox.last("push")
    assert push["commits"][0]["modified"] == [DRAFT]
    assert push["sender"]["login"] == "ghapp[bot]"


async def test_a_comparison_counts_from_the_merge_base(repo: SandboxRepository, client: Client):
    """What the base got meanwhile is not part of what changed."""
    pull = await repo.open_pull(
        author="ferris",
        title="x",
        branch="x",
        files={DRAFT: TEXT + b"new\n", "moved.md": None}
        | {"README.md": None, "READ.md": b"# Newsletter\n"},
    )
    start = repo.branches["main"]
    await repo.push("main", {"other": "x"})
    answer = (await client.get(f"/repos/acme/newsletter/compare/main...{pull.head_sha}")).body
    assert answer["merge_base_commit"]["sha"] == start
    assert (answer["status"], answer["ahead_by"], answer["behind_by"]) == ("diverged", 1, 1)
    files = {file["filename"]: file for file in answer["files"]}
    assert set(files) == {DRAFT, "READ.md"}
    assert files["READ.md"]["previous_filename"] == "README.md"
    assert files[DRAFT]["patch"].endswith("+new")
