"""Git's own objects through the API, and what moving a branch brings about."""

import asyncio
import base64
from typing import Any

import pytest

from ghapp.sandbox import Sandbox, SandboxRepository
from tests.sandbox.conftest import DRAFT, TEXT, Client, Mailbox, settled

REPO = "/repos/acme/newsletter"
GIT = f"{REPO}/git"


async def commit(client: Client, path: str, content: str, *parents: str) -> str:
    """A commit that writes one file."""
    entry = {"path": path, "mode": "100644", "type": "blob", "content": content}
    body = {"base_tree": parents[0], "tree": [entry]}
    tree = (await client.post(f"{GIT}/trees", body)).body["sha"]
    new = {"message": "Write", "tree": tree, "parents": list(parents)}
    return (await client.post(f"{GIT}/commits", new)).body["sha"]


async def test_a_merge_with_many_parents_ends_all_their_pull_requests(
    sandbox: Sandbox, repo: SandboxRepository, client: Client, mailbox: Mailbox
):
    """One commit with every head as a parent turns each of the pull requests merged."""
    pulls = [
        await repo.open_pull(author=name, title=name, branch="x", files={f"draft/{name}": "x\n"})
        for name in ("ferris", "corro", "gopher")
    ]
    heads = [pull.head_sha for pull in pulls]
    new = await commit(client, "draft/all", "all\n", repo.branches["main"], *heads)
    answer = await client.patch(f"{GIT}/refs/heads/main", {"sha": new})
    assert answer.status == 200
    assert [pull.merged for pull in pulls] == [True, True, True]
    assert pulls[0].state.merge_commit_sha == new
    assert repo.parents(new)[1:] == tuple(heads)
    await settled(sandbox)
    assert mailbox.names[-5:] == [
        "push",
        "check_suite.requested",
        "pull_request.closed",
        "pull_request.closed",
        "pull_request.closed",
    ]
    closed = mailbox.last("pull_request.closed")
    assert closed["pull_request"]["merged"] is True
    assert closed["sender"] == closed["sender"] | {"login": "ghapp[bot]", "type": "Bot"}


async def test_a_branch_moves_forward_only(repo: SandboxRepository, client: Client):
    """Somebody else's push is not overwritten unless it is forced."""
    old = repo.branches["main"]
    await repo.push("main", {"README.md": "# Meanwhile\n"})
    new = await commit(client, "a", "a\n", old)
    refused = await client.patch(f"{GIT}/refs/heads/main", {"sha": new, "force": False})
    assert (refused.status, refused.message) == (422, "Update is not a fast forward")
    forced = await client.patch(f"{GIT}/refs/heads/main", {"sha": new, "force": True})
    assert (forced.status, repo.branches["main"]) == (200, new)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "message"),
    [
        ("PATCH", "refs/heads/nowhere", {"sha": "MAIN"}, 422, "Reference does not exist"),
        ("PATCH", "refs/heads/main", {"sha": "f" * 40}, 422, "Object does not exist"),
        ("PATCH", "refs/heads/main", {"sha": "abc"}, 422, "Invalid request."),
        (
            "POST",
            "refs",
            {"ref": "refs/heads/main", "sha": "MAIN"},
            422,
            "Reference already exists",
        ),
        ("POST", "refs", {"ref": "main", "sha": "MAIN"}, 422, "main is not a valid ref name."),
        ("POST", "refs", {"ref": "refs/heads/a..b", "sha": "MAIN"}, 422, "refs/heads/a..b is not"),
        ("POST", "refs", {"ref": "refs/heads/new", "sha": "f" * 40}, 422, "Object does not exist"),
        ("POST", "refs", {"ref": "refs/heads/new"}, 422, "Invalid request."),
        ("PATCH", "refs/heads/nowhere", {"sha": "f" * 40}, 422, "Reference does not exist"),
        ("GET", "ref/heads/nowhere", None, 404, "Not Found"),
        ("POST", "commits", {"message": "x", "tree": "f" * 40}, 422, "Tree SHA does not exist"),
        ("POST", "trees", {"tree": [{"path": "/a", "content": ""}]}, 422, "tree.path contains"),
        ("POST", "trees", {"tree": [{"path": "a", "mode": "1"}]}, 422, "Must supply a valid"),
        ("POST", "trees", {"tree": [{"path": "a", "sha": None}]}, 422, "GitRPC::BadObjectState"),
        ("GET", "blobs/" + "f" * 40, None, 404, "Not Found"),
    ],
)
async def test_what_cannot_be_is_refused(
    repo: SandboxRepository,
    client: Client,
    method: str,
    path: str,
    body: dict[str, Any] | None,
    status: int,
    message: str,
):
    """References and objects that make no sense are refused in GitHub's words."""
    if body is not None and body.get("sha") == "MAIN":
        body = body | {"sha": repo.branches["main"]}
    answer = await client.call(method, f"{GIT}/{path}", body)
    assert answer.status == status
    assert answer.message.startswith(message)


async def test_only_commits_without_an_author_are_signed(repo: SandboxRepository, client: Client):
    """GitHub signs for an app only what it may attribute to the app itself."""
    main = repo.branches["main"]
    tree = (await client.get(f"{GIT}/commits/{main}")).body["tree"]["sha"]
    new: dict[str, Any] = {"message": "m", "tree": tree, "parents": [main]}
    mine = (await client.post(f"{GIT}/commits", new)).body
    assert mine["verification"]["verified"] is True
    assert mine["author"]["name"] == "ghapp[bot]"
    new["author"] = {"name": "Ferris", "email": "ferris@example.com"}
    theirs = (await client.post(f"{GIT}/commits", new)).body
    assert theirs["verification"]["verified"] is False
    assert theirs["committer"]["name"] == "Ferris"


async def test_a_tree_can_lose_a_file(repo: SandboxRepository, client: Client):
    """An entry without a SHA takes the file away."""
    entry = {"path": DRAFT, "mode": "100644", "type": "blob", "sha": None}
    body = {"base_tree": repo.branches["main"], "tree": [entry]}
    made = await client.post(f"{GIT}/trees", body)
    assert [one["path"] for one in made.body["tree"]] == ["README.md"]


async def test_a_blob_comes_raw_or_in_base64(repo: SandboxRepository, client: Client):
    """Both forms give the same bytes."""
    tree = (await client.get(f"{GIT}/trees/main?recursive=1")).body["tree"]
    sha = next(one["sha"] for one in tree if one["path"] == DRAFT)
    blob = (await client.get(f"{GIT}/blobs/{sha}")).body
    raw = await client.get(
        f"{GIT}/blobs/{sha}", headers={"Accept": "application/vnd.github.raw+json"}
    )
    assert base64.b64decode(blob["content"]) == raw.body == TEXT


async def test_workflow_files_need_a_permission_of_their_own(
    repo: SandboxRepository, client: Client
):
    """Neither a tree nor a branch with such a commit may be written, and it is not merged."""
    path = ".github/workflows/ci.yml"
    pull = await repo.open_pull(
        author="ferris", title="CI", branch="ci", files={path: "on: push\n"}
    )
    entry = {"path": path, "mode": "100644", "type": "blob", "content": "x"}
    tree = await client.post(f"{GIT}/trees", {"tree": [entry]})
    ref = await client.patch(f"{GIT}/refs/heads/main", {"sha": pull.head_sha})
    await client.get(f"{REPO}/pulls/1")
    merge = await client.put(f"{REPO}/pulls/1/merge")
    assert [one.status for one in (tree, ref, merge)] == [403, 403, 403]
    assert "without `workflows` permission" in merge.message
    assert not pull.merged


@pytest.mark.parametrize(
    ("organization", "allowed", "status"),
    [(False, True, 200), (False, False, 403), (True, True, 403)],
)
async def test_a_fork_is_written_only_where_its_author_allows_it(
    repo: SandboxRepository, client: Client, organization: bool, allowed: bool, status: int
):
    """A maintainer pushes to a person's fork that allows edits, never to an organization's."""
    pull = await repo.open_pull(
        author="ferris",
        title="Link",
        branch="links",
        files={DRAFT: TEXT + b"x\n"},
        organization_fork=organization,
        maintainer_can_modify=allowed,
    )
    new = await commit(client, DRAFT, "fixed\n", pull.head_sha)
    fork = f"/repos/{pull.state.head_owner.login}/newsletter"
    answer = await client.patch(f"{fork}/git/refs/heads/links", {"sha": new})
    assert answer.status == status
    assert (pull.head_sha == new) == (status == 200)
    other = await client.post(f"{fork}/git/refs", {"ref": "refs/heads/other", "sha": new})
    assert other.status == 403


async def test_a_real_repository_can_be_served(sandbox: Sandbox, repo: SandboxRepository):
    """A clone keeps its history, its default branch and its files."""
    copy = await sandbox.create_repository("acme/copy", from_clone=repo.state.git.on_disk())
    assert copy.branches == {"main": repo.branches["main"]}
    assert copy.read("main", DRAFT) == TEXT


async def test_of_two_pushes_at_once_one_is_refused(repo: SandboxRepository, client: Client):
    """Two commits on the same tip cannot both become the next one."""
    old = repo.branches["main"]
    news = [await commit(client, name, name, old) for name in ("a", "b")]
    answers = await asyncio.gather(
        *(client.patch(f"{GIT}/refs/heads/main", {"sha": new}) for new in news)
    )
    assert sorted(one.status for one in answers) == [200, 422]
    winner = next(one for one in answers if one.status == 200)
    assert repo.branches["main"] == winner.body["object"]["sha"]
