"""Plain issues that the app opens, edits and closes itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ghapp.github.access import Access, quoted
from ghapp.github.errors import NotThere
from ghapp.ports.values import Issue


async def issue(at: Access, number: int) -> Issue | None:
    """An issue as it is now; None where it was deleted, or none may be seen."""
    try:
        return _issue(await at.client.read(at.path("issues", number)))
    except NotThere:
        return None


async def own_issues(at: Access) -> Sequence[Issue]:
    """The open issues that this app opened, newest first."""
    # GitHub docs, "List repository issues": an app's login is `SLUG[bot]`.
    creator = quoted(f"{at.speaker.slug}[bot]")
    items = await at.client.read_all(at.path("issues") + f"?state=open&creator={creator}")
    return [_issue(item) for item in items if "pull_request" not in item and at.speaker.wrote(item)]


async def create_issue(at: Access, title: str, body: str) -> int:
    """Open an issue and return its number (0 in a dry run)."""
    answer = await at.client.write("POST", at.path("issues"), {"title": title, "body": body})
    return 0 if answer is None else int(answer["number"])


async def edit_issue(at: Access, number: int, changes: Mapping[str, str]) -> None:
    """Change the text or the state of an issue."""
    await at.client.write("PATCH", at.path("issues", number), dict(changes))


def _issue(item: Mapping[str, Any]) -> Issue:
    return Issue(item["number"], item.get("body") or "", item["state"] == "open")
