"""Comparisons: what a head has that its base has not."""

from ghapp.sandbox import SandboxRepository
from tests.sandbox.conftest import DRAFT, TEXT, Client


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
