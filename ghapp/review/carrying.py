"""Pull requests to a draft that is published by now: what they add counts for the current one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.pieces import Unit, Version
from ghapp.newsletter.placing import carry
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The files of a pull request as they count for the current draft."""

    files: tuple[FileBeforeAndAfter, ...]
    editions: tuple[date, ...] = ()  # that it was made for, and that are published by now
    left: tuple[Unit, ...] = ()  # submissions for which the current draft has no section
    moved: frozenset[str] = frozenset()  # paths whose text no head has: it was put together


def published_since(
    files: Sequence[FileBeforeAndAfter], paths: Collection[str], around: Surroundings
) -> list[FileBeforeAndAfter]:
    """The drafts that a pull request changes and that are published editions by now."""
    layout = around.layout
    return [
        file
        for file in files
        if file.status is FileStatus.MODIFIED
        and (day := layout.day_of_draft(file.path)) is not None
        and file.path not in paths
        and layout.edition_path(day) in paths
    ]


def carried_over(
    files: tuple[FileBeforeAndAfter, ...],
    paths: Collection[str],
    current: str,
    content: bytes,
    around: Surroundings,
) -> CarriedOver:
    """Carry what was added to published drafts over to the current one.

    Args:
        files: that the pull request changes.
        paths: of the default branch.
        current: the path of the current draft there.
        content: its bytes.
        around: what the default branch says.

    """
    late = published_since(files, paths, around)
    present, left = text_of(content), list[Unit]()
    version = Version(present, around.template)
    own = next((file for file in files if file.path == current), None)
    if own is not None and own.base is not None and own.head is not None:
        present, version = text_of(own.base), Version(text_of(own.head), around.template)
    for base, head in _texts(late):
        versions = Version(base, around.template), Version(head, around.template)
        placed = carry(*versions, version)
        version, left = placed.version, [*left, *placed.left]
    rest = tuple(file for file in files if file not in late and file is not own)
    texts = present.encode(), version.text.encode()
    moved = FileBeforeAndAfter(current, FileStatus.MODIFIED, *texts)
    days = tuple(day for file in late if (day := around.layout.day_of_draft(file.path)))
    return CarriedOver((*rest, moved), days, tuple(left), frozenset({current}))


def _texts(files: Sequence[FileBeforeAndAfter]) -> Iterator[tuple[str, str]]:
    for file in files:
        if file.base is None or file.head is None:
            continue
        try:
            yield text_of(file.base), text_of(file.head)
        except Unreadable:
            continue
