"""Labels, comments and reviews, as they are read and written."""

from __future__ import annotations

from typing import Any

import pytest

from ghapp.github.repository import GitHubRepository
from ghapp.ports.errors import RequestRejected
from ghapp.ports.values import Comment, Label, LineRange, ReviewComment
from tests.github.conftest import APP_ID, REPO, SLUG, FakeGitHub, Reply

HEAD = "a" * 40


def refusal(message: str, *errors: Any) -> Reply:
    body = {"message": message} | ({"errors": list(errors)} if errors else {})
    return Reply(body, status=422)


async def test_creating_a_label(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A label that is there already is no error; one that GitHub does not like is."""
    exists = {"resource": "Label", "code": "already_exists", "field": "name"}
    invalid = {"resource": "Label", "code": "invalid", "field": "color"}
    github.tell(
        "POST",
        f"{REPO}/labels",
        Reply({}, 201),
        refusal("Validation Failed", exists),
        refusal("Validation Failed", invalid),
    )
    label = Label("section: Events", "ff00aa", "Where it stands")

    await repository.create_label(label)
    await repository.create_label(label)
    with pytest.raises(RequestRejected):
        await repository.create_label(label)

    expected = {"name": "section: Events", "color": "ff00aa", "description": "Where it stands"}
    assert github.writes[0].data == expected


async def test_labels_of_a_pull_request(repository: GitHubRepository, github: FakeGitHub) -> None:
    """Labels are put on together and taken off one by one; a missing one is no error."""
    path = f"{REPO}/issues/5/labels"
    gone = f"{path}/section%3A%20a%2Fb%20%C3%BC%E2%80%A6"
    there = [
        {"name": "a", "color": "ededed", "description": None},
        {"name": "b", "color": "bfd8d2", "description": "Where it stands"},
    ]
    github.tell("POST", path, Reply(there))
    github.tell("DELETE", gone, Reply([]), Reply({"message": "Label does not exist"}, 404))

    found = await repository.add_labels(5, ["a", "b"])
    assert await repository.add_labels(5, []) == []
    await repository.remove_label(5, "section: a/b ü…")
    await repository.remove_label(5, "section: a/b ü…")

    assert [one.data for one in github.writes] == [{"labels": ["a", "b"]}, None, None]
    assert found == [Label("a", "ededed", ""), Label("b", "bfd8d2", "Where it stands")]


async def test_a_label_is_coloured_again(repository: GitHubRepository, github: FakeGitHub) -> None:
    """Colour and description are changed; a label that is gone by now is no error."""
    github.tell("PATCH", f"{REPO}/labels/a%2Fb", Reply({}), Reply({"message": "Not Found"}, 404))

    await repository.edit_label(Label("a/b", "bfd8d2", "Where it stands"))
    await repository.edit_label(Label("a/b", "bfd8d2", "Where it stands"))

    assert github.writes[0].data == {"color": "bfd8d2", "description": "Where it stands"}


def comment(number: int, login: str | None, **more: Any) -> dict[str, Any]:
    user = None if login is None else {"login": login, "type": "User"} | more.pop("user", {})
    return {"id": number, "user": user, "body": "text"} | more


BOT = {"user": {"type": "Bot"}}


async def test_whose_comment_is_whose(repository: GitHubRepository, github: FakeGitHub) -> None:
    """Only the app's own account makes a comment ours, whatever others write or are called."""
    via = {"performed_via_github_app": {"id": APP_ID}}
    other = {"performed_via_github_app": {"id": 1}}
    items = [
        comment(1, f"{SLUG}[bot]", **BOT, **via),
        comment(2, f"{SLUG}[bot]", **BOT, performed_via_github_app=None),
        comment(3, f"{SLUG}[bot]", **BOT),
        comment(4, f"{SLUG}[bot]", **BOT, **other),
        comment(5, SLUG),
        comment(6, "ada", **via),
        comment(7, None, body=None),
    ]
    github.tell("GET", f"{REPO}/issues/5/comments?per_page=100", Reply(items))

    found = await repository.comments(5)

    assert [one.id for one in found if one.is_ours] == [1, 2, 3]
    assert found[-1] == Comment(7, "", False)


async def test_editing_a_comment(repository: GitHubRepository, github: FakeGitHub) -> None:
    """A comment is replaced in place; one that somebody deleted is refused."""
    path = f"{REPO}/issues/comments/3"
    github.tell("PATCH", path, Reply({"id": 3}), Reply({"message": "Not Found"}, 404))

    await repository.edit_comment(3, "new")
    with pytest.raises(RequestRejected):
        await repository.edit_comment(3, "new")

    assert github.writes[0].data == {"body": "new"}


async def test_review_comments(repository: GitHubRepository, github: FakeGitHub) -> None:
    """Those on lines of the head, also where the lines have changed since."""
    common = {"path": "draft/x.md", "side": "RIGHT"}
    items = [
        comment(1, "ada", line=4, start_line=2, original_line=9, **common),
        comment(2, f"{SLUG}[bot]", **BOT, line=None, original_line=7, **common),
        comment(3, "ada", line=4, **common | {"side": "LEFT"}),
        comment(4, "ada", line=None, original_line=None, subject_type="file", **common),
    ]
    github.tell("GET", f"{REPO}/pulls/5/comments?per_page=100", Reply(items))

    assert await repository.review_comments(5) == [
        ReviewComment(LineRange("draft/x.md", 2, 4), "text", is_ours=False),
        ReviewComment(LineRange("draft/x.md", 7, 7), "text", is_ours=True, is_outdated=True),
    ]


async def test_a_review(repository: GitHubRepository, github: FakeGitHub) -> None:
    """One review on the head that was judged; a start is given only for several lines."""
    path = f"{REPO}/pulls/5/reviews"
    github.tell("POST", path, Reply({"id": 1}), refusal("Unprocessable Entity", "Line could not"))
    comments = [
        ReviewComment(LineRange("x", 3, 3), "one"),
        ReviewComment(LineRange("x", 5, 7), "more"),
    ]

    await repository.create_review(5, HEAD, "Body", comments)
    with pytest.raises(RequestRejected):
        await repository.create_review(5, HEAD, "Body", comments)

    assert github.writes[0].data == {
        "commit_id": HEAD,
        "event": "COMMENT",
        "body": "Body",
        "comments": [
            {"path": "x", "line": 3, "side": "RIGHT", "body": "one"},
            {
                "path": "x",
                "line": 7,
                "side": "RIGHT",
                "body": "more",
                "start_line": 5,
                "start_side": "RIGHT",
            },
        ],
    }
