"""Comments, reactions, labels and their history."""

from typing import Any

import pytest

from ghapp.sandbox import Sandbox, SandboxPull, SandboxRepository
from tests.sandbox.conftest import Client, Mailbox, settled

REPO = "/repos/acme/newsletter"
ISSUE = f"{REPO}/issues/1"


@pytest.fixture
async def pull(repo: SandboxRepository) -> SandboxPull:
    return await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})


async def test_a_comment_has_a_limit(pull: SandboxPull, client: Client):
    """65,536 characters are taken, one more is refused; editing has words of its own."""
    assert (await client.post(f"{ISSUE}/comments", {"body": "x" * 65_536})).status == 201
    refused = await client.post(f"{ISSUE}/comments", {"body": "x" * 65_537})
    assert refused.status == 422
    message = "Body is too long (maximum is 65536 characters)"
    assert refused.body["errors"][0] == {
        "resource": "IssueComment",
        "code": "unprocessable",
        "field": "data",
        "message": message,
    }
    edit = f"{REPO}/issues/comments/{pull.comments[0].id}"
    refused = await client.patch(edit, {"body": "x" * 65_537})
    assert refused.body["errors"][0]["code"] == "custom"


async def test_the_apps_own_comment_comes_back_to_it(
    sandbox: Sandbox, pull: SandboxPull, client: Client, mailbox: Mailbox
):
    """The app hears of its own comments, from a bot."""
    await client.post(f"{ISSUE}/comments", {"body": "Hello"})
    await settled(sandbox)
    told = mailbox.last("issue_comment.created")
    assert told["sender"]["type"] == "Bot"
    assert told["comment"]["performed_via_github_app"]["slug"] == "ghapp"
    assert told["issue"]["pull_request"]["url"].endswith("/pulls/1")


async def test_a_plain_issue_is_no_pull_request(
    sandbox: Sandbox, repo: SandboxRepository, client: Client, mailbox: Mailbox
):
    """Comments on issues come by the same event, without `pull_request`."""
    issue = await repo.open_issue("ferris", "A question")
    await issue.comment("ferris", "/merge")
    await settled(sandbox)
    assert "pull_request" not in mailbox.last("issue_comment.created")["issue"]
    assert (await client.get(f"{REPO}/pulls/1")).status == 404


async def test_the_app_looks_after_an_issue(repo: SandboxRepository, client: Client):
    """It opens one, finds it again among its own, edits it, and closes it when all is mended."""
    await repo.open_issue("ferris", "A question")
    new = {"title": "Settings", "body": "Line 3"}
    number = (await client.post(f"{REPO}/issues", new)).body["number"]
    mine = f"{REPO}/issues?creator=ghapp%5Bbot%5D"
    assert [one["title"] for one in (await client.get(mine)).body] == ["Settings"]
    path = f"{REPO}/issues/{number}"
    await client.patch(path, {"body": "Lines 3 and 4"})
    closed = (await client.patch(path, {"state": "closed"})).body
    assert (closed["state"], closed["state_reason"]) == ("closed", "completed")
    assert (await client.get(mine)).body == []
    assert [(one.title, one.body, one.open) for one in repo.issues] == [
        ("A question", "", True),
        ("Settings", "Lines 3 and 4", False),
    ]
    assert (await client.post(f"{REPO}/issues", {"title": " "})).status == 422


async def test_an_issue_can_be_gone(repo: SandboxRepository, client: Client):
    """One that was deleted gives its number to no other, and an owner may want none at all."""
    issue = await repo.open_issue("ferris", "A question")
    await issue.delete(by="acme")
    answer = await client.get(ISSUE)
    assert (answer.status, answer.message) == (410, "This issue was deleted")
    assert (await repo.open_issue("ferris", "Another one")).number == 2
    repo.set_issues(enabled=False)
    refused = await client.post(f"{REPO}/issues", {"title": "Settings"})
    assert (refused.status, refused.message) == (410, "Issues are disabled for this repo")
    assert (await client.get(f"{REPO}/issues/2")).status == 410
    assert (await client.get(f"{REPO}/issues")).body == []


async def test_a_reaction_counts_once(pull: SandboxPull, client: Client):
    """The second time GitHub answers 200 instead of 201."""
    comment = await pull.comment("ferris", "/fix")
    path = f"{REPO}/issues/comments/{comment.id}/reactions"
    answers = [await client.post(path, {"content": "+1"}) for _ in range(2)]
    assert [one.status for one in answers] == [201, 200]
    assert (await client.post(path, {"content": "cake"})).status == 422
    assert [one.content for one in comment.reactions] == ["+1"]


async def test_a_missing_label_is_made_in_grey(
    sandbox: Sandbox, repo: SandboxRepository, pull: SandboxPull, client: Client, mailbox: Mailbox
):
    """Putting on a label that does not exist creates it, in the default colour."""
    await client.post(f"{ISSUE}/labels", {"labels": ["section: Research"]})
    assert pull.labels == {"section: Research"}
    assert repo.labels["section: Research"].color == "ededed"
    await settled(sandbox)
    assert mailbox.last("pull_request.labeled")["label"]["name"] == "section: Research"


async def test_labels_are_compared_without_case(pull: SandboxPull, client: Client):
    """The same name in other letters is the same label."""
    await client.post(f"{REPO}/labels", {"name": "Tooling"})
    twice = await client.post(f"{REPO}/labels", {"name": "tooling"})
    assert twice.body["errors"] == [
        {"resource": "Label", "field": "name", "code": "already_exists"}
    ]
    await client.post(f"{ISSUE}/labels", {"labels": ["tooling"]})
    assert pull.labels == {"Tooling"}
    assert (await client.delete(f"{ISSUE}/labels/TOOLING")).body == []
    gone = await client.delete(f"{ISSUE}/labels/tooling")
    assert (gone.status, gone.message) == (404, "Label does not exist")


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x" * 51},
        {"name": "x", "description": "y" * 101},
        {"name": "x", "color": "#ff0000"},
        {"name": " "},
        {"color": "ff0000"},
        {"name": 7},
    ],
)
async def test_a_label_that_does_not_fit_is_refused(client: Client, body: dict[str, Any]):
    """Names, descriptions and colours have their limits."""
    assert (await client.post(f"{REPO}/labels", body)).status == 422


async def test_a_name_with_a_slash_travels_encoded(pull: SandboxPull, client: Client):
    """`section: Project/Tooling Updates` can be taken off."""
    await client.post(f"{ISSUE}/labels", {"labels": ["section: Project/Tooling Updates"]})
    encoded = "section%3A%20Project%2FTooling%20Updates"
    assert (await client.delete(f"{ISSUE}/labels/{encoded}")).status == 200
    assert pull.labels == set()


@pytest.mark.parametrize(
    ("role", "permission"),
    [
        ("admin", "admin"),
        ("maintain", "write"),
        ("write", "write"),
        ("triage", "read"),
        ("read", "read"),
        ("none", "none"),
    ],
)
async def test_permissions_are_told_the_old_way(
    repo: SandboxRepository, client: Client, role: str, permission: str
):
    """`maintain` is told as `write` and `triage` as `read`; `role_name` knows better."""
    repo.set_permission("somebody", role)
    answer = (await client.get(f"{REPO}/collaborators/somebody/permission")).body
    assert (answer["permission"], answer["role_name"]) == (permission, role)


async def test_an_unknown_person_is_not_found(client: Client):
    """Who does not exist has no permission either."""
    assert (await client.get(f"{REPO}/collaborators/nobody/permission")).status == 404
