"""What is said on a pull request: labels, comments and reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ghapp.github.access import Access
from ghapp.github.errors import NotThere, Unprocessable
from ghapp.ports.values import Comment, Label, LineRange, Reaction, ReviewComment


async def labels(at: Access) -> frozenset[str]:
    """The names of the labels that exist in the repository."""
    found = await at.client.read_all(at.path("labels"))
    return frozenset(label["name"] for label in found)


async def create_label(at: Access, label: Label) -> None:
    """Create a label; one of that name being there already is no error."""
    data = {"name": label.name, "color": label.colour, "description": label.description}
    try:
        await at.client.write("POST", at.path("labels"), data)
    except Unprocessable as error:
        # GitHub's 422 has the code `already_exists` for the field `name`.
        if not error.has_code("already_exists"):
            raise


async def edit_label(at: Access, label: Label) -> None:
    """Give the label of this name this colour and description; its not being there is fine."""
    data = {"color": label.colour, "description": label.description}
    try:
        await at.client.write("PATCH", at.path("labels", label.name), data)
    except NotThere:
        return


async def add_labels(at: Access, number: int, names: Sequence[str]) -> Sequence[Label]:
    """Put labels on a pull request and return all that it has then (none in a dry run)."""
    if not names:
        return []
    data = {"labels": list(names)}
    answer = await at.client.write("POST", at.path("issues", number, "labels"), data)
    return [_label(item) for item in answer or []]


def _label(item: Mapping[str, Any]) -> Label:
    return Label(item["name"], item["color"], item.get("description") or "")


async def remove_label(at: Access, number: int, name: str) -> None:
    """Take a label off a pull request; its not being there is no error."""
    try:
        await at.client.write("DELETE", at.path("issues", number, "labels", name))
    except NotThere:
        return


async def comments(at: Access, number: int) -> Sequence[Comment]:
    """All conversation comments of a pull request, oldest first."""
    items = await at.client.read_all(at.path("issues", number, "comments"))
    return [Comment(item["id"], item.get("body") or "", at.speaker.wrote(item)) for item in items]


async def create_comment(at: Access, number: int, body: str) -> int:
    """Write a conversation comment and return its id (0 in a dry run)."""
    path = at.path("issues", number, "comments")
    answer = await at.client.write("POST", path, {"body": body})
    return 0 if answer is None else int(answer["id"])


async def edit_comment(at: Access, comment: int, body: str) -> None:
    """Replace the text of one of our comments; RequestRejected when somebody deleted it."""
    await at.client.write("PATCH", at.path("issues", "comments", comment), {"body": body})


async def react(at: Access, comment: int, reaction: Reaction) -> None:
    """React to a conversation comment; once more changes nothing."""
    path = at.path("issues", "comments", comment, "reactions")
    await at.client.write("POST", path, {"content": str(reaction)})


async def approving_reviews(at: Access, number: int) -> frozenset[int]:
    """The ids of the reviews that approve at this moment, without those dismissed."""
    items = await at.client.read_all(at.path("pulls", number, "reviews"))
    return frozenset(item["id"] for item in items if item["state"] == "APPROVED")


async def review_comments(at: Access, number: int) -> Sequence[ReviewComment]:
    """All comments of reviews on lines of the head (the right side of the diff)."""
    items = await at.client.read_all(at.path("pulls", number, "comments"))
    return [_review_comment(at, item) for item in items if _is_on_lines_of_the_head(item)]


def _is_on_lines_of_the_head(item: Mapping[str, Any]) -> bool:
    # A comment on a whole file has no line at all.
    has_line = bool(item.get("line") or item.get("original_line"))
    return has_line and item.get("side", "RIGHT") == "RIGHT"


def _review_comment(at: Access, item: Mapping[str, Any]) -> ReviewComment:
    # GitHub sets `line` to null once the line has changed, and keeps `original_line`.
    is_outdated = item.get("line") is None
    prefix = "original_" if is_outdated else ""
    last: int = item[f"{prefix}line"]
    first: int = item.get(f"{prefix}start_line") or last
    place = LineRange(item["path"], first, last)
    return ReviewComment(place, item.get("body") or "", at.speaker.wrote(item), is_outdated)


async def create_review(
    at: Access, number: int, head: str, body: str, made: Sequence[ReviewComment]
) -> None:
    """Write one review (event COMMENT); RequestRejected where a comment has no place (422)."""
    data = {
        "commit_id": head,
        "event": "COMMENT",
        "body": body,
        "comments": [_placed(comment) for comment in made],
    }
    await at.client.write("POST", at.path("pulls", number, "reviews"), data)


def _placed(comment: ReviewComment) -> dict[str, str | int]:
    place = comment.place
    data: dict[str, str | int] = {
        "path": place.path,
        "line": place.end_line,
        "side": "RIGHT",
        "body": comment.body,
    }
    if place.line != place.end_line:  # GitHub refuses a start that is the end
        data |= {"start_line": place.line, "start_side": "RIGHT"}
    return data
