"""Pull requests: what they are now, and what they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from ghapp.github.access import Access, author, quoted
from ghapp.github.errors import Unprocessable
from ghapp.ports.errors import AlreadyExists, NotFastForward, RequestRejected
from ghapp.ports.values import Branch, Comparison, MergedPull, PullRequest
from ghapp.review.files import ChangedFile, FileStatus

_TO_SPARE: Final = 50  # merged pull requests
_MOST_PAGES: Final = 10  # of 100 closed ones each, merged or not
# GitHub docs, "Compare two commits": up to 300 files, all on the first page.
_MOST_COMPARED: Final = 300
# GitHub docs, "List pull requests files": at most 3,000 files.
_MOST_LISTED: Final = 3000
_STATUS: Final = {
    "added": FileStatus.ADDED,
    "copied": FileStatus.ADDED,
    "removed": FileStatus.REMOVED,
    "modified": FileStatus.MODIFIED,
    "changed": FileStatus.MODIFIED,  # its mode or type
    "renamed": FileStatus.RENAMED,
}
# GitHub docs, GraphQL, "CommentAuthorAssociation": who has not committed to GitHub, or here, or has
# no association. REST says NONE of many who come for the first time (kubernetes/test-infra#9236).
_NEWCOMER: Final = frozenset({"FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "NONE"})


async def pull(at: Access, number: int) -> PullRequest:
    """A pull request as it is now."""
    return _pull(await at.client.read(at.path("pulls", number)))


async def open_pulls(at: Access, base: str) -> Sequence[PullRequest]:
    """All open pull requests to a branch, oldest first."""
    query = f"?state=open&base={quoted(base)}&sort=created&direction=asc"
    return [_pull(item) for item in await at.client.read_all(at.path("pulls") + query)]


async def pulls_from(at: Access, branch: str) -> Sequence[PullRequest]:
    """All pull requests ever opened from a branch of this repository."""
    owner = at.name.partition("/")[0]
    query = f"?head={quoted(f'{owner}:{branch}')}&state=all"
    return [_pull(item) for item in await at.client.read_all(at.path("pulls") + query)]


async def merged_pulls(at: Access, branch: str, most: int) -> Sequence[MergedPull]:
    """The last pull requests that were merged into a branch, oldest first.

    GitHub does not sort by the moment of the merge. They are asked for by their last change, more
    than needed, for an old one that somebody commented on yesterday may be among them.
    """
    query = f"?state=closed&base={quoted(branch)}&sort=updated&direction=desc"
    found: list[MergedPull] = []
    pages = 0
    async for page in at.client.read_pages(at.path("pulls") + query):
        found += [_merged(item) for item in page if item.get("merged_at")]
        pages += 1
        if len(found) >= most + _TO_SPARE or pages == _MOST_PAGES:
            break
    found.sort(key=lambda one: (one.merged_at, one.number))
    return found[-most:]


def _merged(item: Mapping[str, Any]) -> MergedPull:
    return MergedPull(
        number=item["number"],
        head=item["head"]["sha"],
        merge=item.get("merge_commit_sha") or "",
        merged_at=datetime.fromisoformat(item["merged_at"]),
    )


async def comparison(at: Access, base: str, head: str, number: int) -> Comparison:
    """What `head` changes since its merge base with `base`.

    Raises:
        NotFastForward: there are so many files that GitHub lists them only for the present head,
            and that is another one by now.

    """
    # One commit a page: the files of the whole comparison are on the first page in any case.
    answer = await at.client.read(at.path("compare", f"{base}...{head}") + "?per_page=1")
    merge_base: str = answer["merge_base_commit"]["sha"]
    files: list[Mapping[str, Any]] = answer.get("files") or []
    if len(files) < _MOST_COMPARED:
        return Comparison(merge_base, _changed_files(files), base_at=_base_moment(answer))
    files = await at.client.read_all(at.path("pulls", number, "files"))
    present = await pull(at, number)
    if present.head.sha != head:
        raise NotFastForward(f"{at.name}#{number} has another head than {head}")
    return Comparison(merge_base, _changed_files(files), is_complete=len(files) < _MOST_LISTED)


async def create_pull(at: Access, branch: str, base: str, title: str, body: str) -> int:
    """Open a pull request from a branch here and return its number (0 in a dry run).

    Raises:
        AlreadyExists: there is an open one from this branch.
        RequestRejected: there are no commits between the two, or no right to do it.

    """
    data = {"head": branch, "base": base, "title": title, "body": body}
    try:
        answer = await at.client.write("POST", at.path("pulls"), data)
    except Unprocessable as error:
        if "already exists" in str(error):
            raise AlreadyExists(str(error)) from error
        raise
    return 0 if answer is None else int(answer["number"])


async def edit_pull(at: Access, number: int, changed: Mapping[str, str]) -> None:
    """Change fields of a pull request: its title, body or state."""
    await at.client.write("PATCH", at.path("pulls", number), dict(changed))


def _base_moment(answer: Mapping[str, Any]) -> datetime | None:
    committer = ((answer.get("base_commit") or {}).get("commit") or {}).get("committer") or {}
    return datetime.fromisoformat(committer["date"]) if "date" in committer else None


def _pull(item: Mapping[str, Any]) -> PullRequest:
    return PullRequest(
        number=item["number"],
        author=author(item),
        head=_branch(item["head"]),
        base=_branch(item["base"]),
        is_open=item["state"] == "open",
        labels=frozenset(label["name"] for label in item["labels"]),
        created_at=datetime.fromisoformat(item["created_at"]),
        updated_at=datetime.fromisoformat(item["updated_at"]),
        title=item["title"],
        author_id=int((item.get("user") or {}).get("id") or 0),
        is_draft=bool(item.get("draft")),
        is_merged=item.get("merged_at") is not None,
        is_by_newcomer=_is_by_newcomer(item),
    )


def _is_by_newcomer(item: Mapping[str, Any]) -> bool:
    is_person = (item.get("user") or {}).get("type") == "User"
    return is_person and item.get("author_association") in _NEWCOMER


def _branch(end: Mapping[str, Any]) -> Branch:
    repository = end.get("repo")
    name = None if repository is None else repository["full_name"]
    return Branch(repository=name, name=end["ref"], sha=end["sha"])


def _changed_files(items: Sequence[Mapping[str, Any]]) -> tuple[ChangedFile, ...]:
    return tuple(_changed_file(item) for item in items if item["status"] != "unchanged")


def _changed_file(item: Mapping[str, Any]) -> ChangedFile:
    status = _STATUS.get(item["status"])
    if status is None:
        raise RequestRejected(
            f"GitHub calls a file {item['status']!r}, which this app does not know"
        )
    return ChangedFile(
        path=item["filename"],
        status=status,
        blob=None if status is FileStatus.REMOVED else item.get("sha"),
        previous_path=item.get("previous_filename") if status is FileStatus.RENAMED else None,
    )
