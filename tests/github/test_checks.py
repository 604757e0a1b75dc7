"""The check run, as it is written and found again."""

from __future__ import annotations

from typing import Any

import pytest

from ghapp.github.repository import GitHubRepository
from ghapp.ports.checks import Annotation, AnnotationLevel, Button, CheckResult, Conclusion
from ghapp.ports.values import LineRange
from tests.github.conftest import APP_ID, REPO, FakeGitHub, Reply

HEAD = "a" * 40
CHECKS = (
    f"{REPO}/commits/{HEAD}/check-runs"
    f"?check_name=newsletter&filter=latest&app_id={APP_ID}&per_page=100"
)


async def test_writing_a_check(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A completed check run; columns only where GitHub takes them."""
    github.tell("POST", f"{REPO}/check-runs", Reply({"id": 1}, 201))
    level = AnnotationLevel.WARNING
    result = CheckResult(
        name="newsletter",
        conclusion=Conclusion.NEUTRAL,
        title="Two warnings",
        summary="Text",
        digest="abc",
        annotations=(
            Annotation(LineRange("x", 3, 3), level, "rule", "message", 2, 5),
            Annotation(LineRange("x", 4, 6), level, "rule", "ü" * 70_000, 2, 5),
        ),
        buttons=(Button("Apply fixes", "Commits them", "fix"),),
    )

    await repository.write_check(HEAD, result)

    sent = github.writes[0].data
    one, more = sent["output"].pop("annotations")
    assert (one["start_column"], one["end_column"]) == (2, 5)
    assert "start_column" not in more
    assert len(more["message"].encode()) == 64 * 1024
    assert sent == {
        "name": "newsletter",
        "head_sha": HEAD,
        "status": "completed",
        "conclusion": "neutral",
        "completed_at": "2027-01-15T08:00:00Z",
        "external_id": "abc",
        "output": {"title": "Two warnings", "summary": "Text"},
        "actions": [{"label": "Apply fixes", "description": "Commits them", "identifier": "fix"}],
    }


def run(number: int, digest: str | None, app: int = APP_ID, **more: Any) -> dict[str, Any]:
    made = {"id": number, "name": "newsletter", "status": "completed", "external_id": digest}
    return made | {"app": {"id": app}} | more


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([], None),
        ([run(2, "new"), run(1, "old")], "new"),
        ([run(1, "old"), run(2, "new")], "new"),
        ([run(1, "ours"), run(2, "theirs", app=1)], "ours"),
        ([run(1, "ours"), run(2, "x", name="lint")], "ours"),
        ([run(1, "ours", status="queued")], None),
        ([run(1, None)], None),
        ([run(1, "theirs", app=1)], None),
    ],
)
async def test_the_digest_of_a_check(
    repository: GitHubRepository, github: FakeGitHub, runs: list[Any], expected: str | None
) -> None:
    """The newest completed run of this app and name counts."""
    github.tell("GET", CHECKS, Reply({"total_count": len(runs), "check_runs": runs}))

    assert await repository.check_digest(HEAD, "newsletter") == expected
