"""Plain issues of the app's own, as they are read and written."""

from __future__ import annotations

from ghapp.github.repository import GitHubRepository
from ghapp.ports.values import Issue
from tests.github.conftest import REPO, SLUG, FakeGitHub, Reply

ME = {"login": f"{SLUG}[bot]", "type": "Bot"}
NEW = {"number": 5, "body": "Line 3", "state": "open", "user": ME}


async def test_only_its_own_issues_are_found(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Its pull requests are no issues, and what another wrote is not its own."""
    pull = {**NEW, "number": 6, "pull_request": {}}
    other = {**NEW, "number": 7, "user": {"login": "ferris", "type": "User"}}
    path = f"{REPO}/issues?state=open&creator={SLUG}%5Bbot%5D&per_page=100"
    github.tell("GET", path, Reply([pull, other, NEW]))

    assert await repository.own_issues() == [Issue(5, "Line 3", True)]


async def test_an_issue_that_was_deleted_is_none(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """GitHub answers 410 where somebody deleted it."""
    closed = {**NEW, "body": None, "state": "closed"}
    gone = Reply({"message": "This issue was deleted"}, 410)
    github.tell("GET", f"{REPO}/issues/5", Reply(closed), gone)

    assert await repository.issue(5) == Issue(5, "", False)
    assert await repository.issue(5) is None


async def test_what_is_written_to_an_issue(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """It is opened, edited, opened again and closed."""
    github.tell("POST", f"{REPO}/issues", Reply(NEW, 201))
    github.tell("PATCH", f"{REPO}/issues/5", Reply(NEW))

    assert await repository.create_issue("Settings", "Line 3") == 5
    await repository.edit_issue(5, "Line 4")
    await repository.close_issue(5)

    assert [one.data for one in github.writes] == [
        {"title": "Settings", "body": "Line 3"},
        {"body": "Line 4", "state": "open"},
        {"state": "closed"},
    ]
