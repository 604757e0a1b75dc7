"""Reviews: where comments may stand, and when they go out of date."""

from typing import Any

import pytest

from ghapp.sandbox import ApiError, Sandbox, SandboxPull, SandboxRepository
from tests.sandbox.conftest import DRAFT, TEXT, Client, Mailbox, settled

PULL = "/repos/acme/newsletter/pulls/1"
CHANGED = TEXT.replace(b"line 20\n", b"line twenty\n").replace(b"line 35\n", b"line thirty\n")


@pytest.fixture
def manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """An app that hears of reviews."""
    return manifest | {"default_events": [*manifest["default_events"], "pull_request_review"]}


@pytest.fixture
async def pull(repo: SandboxRepository) -> SandboxPull:
    return await repo.open_pull(author="ferris", title="x", branch="x", files={DRAFT: CHANGED})


def review(*comments: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A review with suggestions on the draft."""
    given = [{"path": DRAFT, "body": "```suggestion\nx\n```"} | one for one in comments]
    return {"event": "COMMENT", "comments": given} | more


@pytest.mark.parametrize(
    "comment",
    [
        {"line": 20},
        {"line": 17},
        {"line": 23},
        {"line": 20, "side": "LEFT"},
        {"start_line": 18, "line": 21},
        {"position": 5},
    ],
)
async def test_a_comment_lies_in_a_hunk(pull: SandboxPull, client: Client, comment: dict[str, Any]):
    """The changed line and three lines around it can be commented on."""
    answer = await client.post(f"{PULL}/reviews", review(comment))
    assert answer.status == 200, answer.body
    assert len(pull.review_comments) == 1


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ({"line": 16}, "Line could not be resolved"),
        ({"line": 24}, "Line could not be resolved"),
        ({"line": 400}, "Line could not be resolved"),
        ({"path": "README.md", "line": 1}, "Path could not be resolved"),
        ({"start_line": 20, "line": 35}, "Pull request review thread start line must be part"),
        ({"start_line": 20, "line": 20}, "Pull request review thread start line must precede"),
    ],
)
async def test_one_bad_comment_fails_the_whole_review(
    pull: SandboxPull, client: Client, comment: dict[str, Any], reason: str
):
    """Nothing is posted, and GitHub does not say which comment it was."""
    answer = await client.post(f"{PULL}/reviews", review({"line": 20}, comment))
    assert (answer.status, answer.message) == (422, "Unprocessable Entity")
    assert answer.body["errors"][0].startswith(reason)
    assert pull.reviews == []
    assert pull.review_comments == []


async def test_a_review_says_something(pull: SandboxPull, client: Client):
    """Without text and comments there is no review, and its commit must be one of the pull."""
    assert (await client.post(f"{PULL}/reviews", {"event": "COMMENT"})).status == 422
    other = review({"line": 20}, commit_id="f" * 40)
    assert (await client.post(f"{PULL}/reviews", other)).status == 422


async def test_the_hunk_is_shown_down_to_the_line(pull: SandboxPull, client: Client):
    """`diff_hunk` ends with the line that the comment is on."""
    await client.post(f"{PULL}/reviews", review({"line": 20}))
    (comment,) = (await client.get(f"{PULL}/comments")).body
    assert comment["diff_hunk"].startswith("@@ -17,7 +17,7 @@")
    assert comment["diff_hunk"].endswith("+line twenty")
    assert (comment["line"], comment["position"]) == (20, 5)


async def test_a_comment_moves_with_its_line(pull: SandboxPull, client: Client):
    """Lines added above move the comment down; it stays on what it speaks of."""
    await client.post(f"{PULL}/reviews", review({"start_line": 19, "line": 20}))
    await pull.push({DRAFT: b"top\n" + CHANGED})
    (comment,) = (await client.get(f"{PULL}/comments")).body
    assert (comment["start_line"], comment["line"]) == (20, 21)
    assert (comment["original_start_line"], comment["original_line"]) == (19, 20)
    assert comment["commit_id"] == pull.head_sha
    assert not await pull.outdated(pull.review_comments[0])


async def test_a_comment_is_outdated_when_its_line_changes(pull: SandboxPull, client: Client):
    """After the line was changed the comment has no line, and remembers the old one."""
    await client.post(f"{PULL}/reviews", review({"line": 20}))
    await pull.push({DRAFT: CHANGED.replace(b"line twenty", b"line 20.0")})
    (comment,) = (await client.get(f"{PULL}/comments")).body
    assert (comment["line"], comment["position"], comment["original_line"]) == (None, None, 20)
    assert await pull.outdated(pull.review_comments[0])


async def test_an_approval_is_told_and_can_be_dismissed(
    sandbox: Sandbox, pull: SandboxPull, client: Client, mailbox: Mailbox
):
    """Its state is upper case in answers and lower case in events; a comment has none to lose."""
    approval = await pull.review("editor", "", "APPROVE")
    (listed,) = (await client.get(f"{PULL}/reviews")).body
    assert (listed["state"], listed["commit_id"]) == ("APPROVED", pull.head_sha)
    await pull.dismiss_review(approval, by="editor", message="Wait")
    (listed,) = (await client.get(f"{PULL}/reviews")).body
    assert listed["state"] == "DISMISSED"

    remark = await pull.review("editor", "Hm")
    with pytest.raises(ApiError) as refused:
        await pull.dismiss_review(remark, by="editor", message="Wait")
    assert refused.value.status == 422
    await settled(sandbox)
    told = [payload for event, payload, *_ in mailbox.received if event == "pull_request_review"]
    assert [(one["action"], one["review"]["state"]) for one in told] == [
        ("submitted", "approved"),
        ("dismissed", "dismissed"),
        ("submitted", "commented"),
    ]


async def test_nobody_approves_their_own(repo: SandboxRepository, client: Client):
    """The app cannot approve a pull request that it opened."""
    await repo.push("next", {"a": "1\n"})
    body = {"title": "Next", "head": "next", "base": "main"}
    await client.post("/repos/acme/newsletter/pulls", body)
    answer = await client.post(f"{PULL}/reviews", {"event": "APPROVE"})
    assert answer.status == 422
    assert "Can not approve your own pull request" in answer.body["errors"][0]
