"""The files that a pull request changes, read before and after: those the app needs, not more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.ports.errors import RequestRejected
from ghapp.ports.repository import Repository
from ghapp.ports.values import Comparison
from ghapp.review.files import ChangedFile, FileBeforeAndAfter, is_read

# Each costs two requests of the 5,000 an hour, and a stranger may change any number of them.
MOST_READ = 100
CANNOT_BE_READ = (
    "This cannot be read as a file: it is far too large, or a link to another repository."
)


def is_complete(comparison: Comparison, layout: Layout) -> bool:
    """Whether every file of the newsletter that a pull request changes is read."""
    wanted = sum(is_read(file.path, layout) for file in comparison.files)
    return comparison.is_complete and wanted <= MOST_READ


async def read_contents(
    repository: Repository, comparison: Comparison, layout: Layout
) -> tuple[FileBeforeAndAfter, ...]:
    """Read what a pull request changes, drafts before editions where there is too much of it."""
    wanted = [file for file in comparison.files if is_read(file.path, layout)]
    wanted.sort(key=lambda file: layout.kind(file.path) is FileKind.EDITION)
    read = {file.path for file in wanted[:MOST_READ]}
    before = await repository.paths(comparison.merge_base) if read else {}
    return tuple(
        [
            await _read(repository, file, before) if file.path in read else _unread(file)
            for file in comparison.files
        ]
    )


def _unread(file: ChangedFile) -> FileBeforeAndAfter:
    return FileBeforeAndAfter(file.path, file.status, None, None, file.previous_path)


async def _read(
    repository: Repository, file: ChangedFile, before: Mapping[str, str]
) -> FileBeforeAndAfter:
    base = before.get(file.previous_path or file.path)
    old = await _bytes(repository, base) if base is not None else None
    new = await _bytes(repository, file.blob) if file.blob is not None else None
    missing = CANNOT_BE_READ if file.blob is not None and new is None else ""
    return replace(_unread(file), base=old, head=new, obstacle=missing)


async def _bytes(repository: Repository, blob: str) -> bytes | None:
    """The bytes of a blob; None where there is none, as behind the name of a submodule."""
    try:
        return await repository.blob(blob)
    except RequestRejected:
        return None
