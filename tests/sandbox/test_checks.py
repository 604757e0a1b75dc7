"""Check runs: their limits, their buttons and who may press them."""

from typing import Any

import pytest

from ghapp.sandbox import Sandbox, SandboxPull, SandboxRepository
from tests.sandbox.conftest import DRAFT, Client, Mailbox, settled

RUNS = "/repos/acme/newsletter/check-runs"
BUTTON = {"label": "Apply fixes", "description": "Commits the fixes", "identifier": "fix"}
NOTE = {
    "path": DRAFT,
    "start_line": 1,
    "end_line": 1,
    "annotation_level": "warning",
    "message": "Look",
}


@pytest.fixture
async def pull(repo: SandboxRepository) -> SandboxPull:
    return await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})


def run(pull: SandboxPull, **more: Any) -> dict[str, Any]:
    """A finished check run."""
    return {"name": "newsletter", "head_sha": pull.head_sha, "conclusion": "failure"} | more


def output(**more: Any) -> dict[str, Any]:
    """What a check run says."""
    return {"output": {"title": "T", "summary": "S"} | more}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"head_sha": "f" * 40}, "No commit found for SHA: " + "f" * 40),
        (output(annotations=[NOTE] * 51), "No more than 50 items are allowed; 51 were supplied."),
        (output(text="x" * 65_536), "Only 65535 characters are allowed; 65536 were supplied."),
        (output(annotations=[NOTE | {"annotation_level": "error"}]), "not a member of"),
        (output(annotations=[NOTE | {"end_line": 2, "start_column": 1}]), "start_column"),
        (output(annotations=[NOTE | {"start_line": 2}]), "end_line must not be before"),
        (output(annotations=[NOTE | {"message": None}]), '"message" wasn\'t supplied.'),
        (output(annotations=[NOTE | {"message": "é" * 40_000}]), "at most 64 KB"),
        ({"actions": [BUTTON] * 4}, "No more than 3 items are allowed; 4 were supplied."),
        ({"actions": [BUTTON | {"label": "x" * 21}]}, "Only 20 characters are allowed"),
        ({"actions": [BUTTON | {"description": "x" * 41}]}, "Only 40 characters are allowed"),
        ({"actions": [BUTTON | {"identifier": "x" * 21}]}, "Only 20 characters are allowed"),
        ({"conclusion": "perfect"}, "not a member of"),
        ({"conclusion": None, "status": "completed"}, '"conclusion" wasn\'t supplied.'),
        ({"output": {"summary": "S"}}, '"title" wasn\'t supplied.'),
    ],
)
async def test_a_check_run_has_limits(
    repo: SandboxRepository, pull: SandboxPull, client: Client, more: dict[str, Any], message: str
):
    """What is too long, too many or unknown refuses the whole check run."""
    answer = await client.post(RUNS, run(pull, **more))
    assert answer.status == 422
    assert message in answer.message
    assert repo.check_runs() == []


async def test_only_editors_press_buttons(
    sandbox: Sandbox, repo: SandboxRepository, pull: SandboxPull, client: Client, mailbox: Mailbox
):
    """A button of a finished run is pressed by those with write access, and the app is told."""
    await client.post(RUNS, run(pull, actions=[BUTTON]))
    (found,) = pull.check_runs
    with pytest.raises(PermissionError):
        await repo.press_button(found, "fix", by="ferris")
    with pytest.raises(LookupError):
        await repo.press_button(found, "paint", by="editor")
    await repo.press_button(found, "fix", by="editor")
    await settled(sandbox)
    told = mailbox.last("check_run.requested_action")
    assert told["requested_action"] == {"identifier": "fix"}
    assert told["sender"]["login"] == "editor"
    assert told["check_run"]["pull_requests"] == []  # the head is in a fork
    assert told["check_run"]["head_sha"] == pull.head_sha


async def test_the_latest_run_of_a_name_is_listed(pull: SandboxPull, client: Client):
    """Older runs of the same name show only when all are asked for."""
    for conclusion in ("failure", "success"):
        await client.post(RUNS, run(pull, conclusion=conclusion))
    path = f"/repos/acme/newsletter/commits/{pull.head_sha}/check-runs?check_name=newsletter"
    latest = (await client.get(path)).body
    assert [one["conclusion"] for one in latest["check_runs"]] == ["success"]
    assert (await client.get(f"{path}&filter=all")).body["total_count"] == 2
