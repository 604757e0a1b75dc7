"""Submissions that count elsewhere than they were made: in another draft or section."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.pieces import Unit, Version
from ghapp.newsletter.placing import added_units, carry, move, without
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings

Files = tuple[FileBeforeAndAfter, ...]


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The files of a pull request as they count."""

    files: Files
    editions: tuple[date, ...] = ()  # that it was made for, and that are published by now
    left: tuple[Unit, ...] = ()  # submissions for which there is no such section
    moved: frozenset[str] = frozenset()  # paths whose text no head has: it was put together


def published_since(
    files: Files, paths: Collection[str], around: Surroundings
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


def out_of_place(
    files: Files, paths: Collection[str], around: Surroundings
) -> list[FileBeforeAndAfter]:
    """The files to which nothing can be submitted: editions, and drafts other than the current."""
    layout = around.layout
    current = layout.current_draft(paths)
    kinds = (FileKind.EDITION, FileKind.DRAFT)
    return [
        file
        for file in files
        if file.status is FileStatus.MODIFIED
        and layout.kind(file.path) in kinds
        and file.path != current
    ]


def carried_over(
    files: Files,
    late: Sequence[FileBeforeAndAfter],
    current: str,
    content: bytes,
    around: Surroundings,
) -> CarriedOver:
    """Carry what was added to some files over to the current draft.

    Args:
        files: that the pull request changes.
        late: those of them from which it is carried over. What else was changed in one that is an
            edition stays; a draft that is gone takes nothing else.
        current: the path of the current draft on the default branch.
        content: its bytes.
        around: what the default branch says.

    """
    present, left, kept = text_of(content), list[Unit](), list[FileBeforeAndAfter]()
    version = Version(present, around.template)
    own = next((file for file in files if file.path == current), None)
    if own is not None and own.base is not None and own.head is not None:
        present, version = text_of(own.base), Version(text_of(own.head), around.template)
    for file, base, head in _versions(late, around):
        placed = carry(base, head, version)
        version, left = placed.version, [*left, *placed.left]
        rest = without(head, added_units(base, head)).text.encode()
        if around.layout.kind(file.path) is FileKind.EDITION and rest != file.base:
            kept.append(replace(file, head=rest))
    others = tuple(file for file in files if file not in late and file is not own)
    texts = present.encode(), version.text.encode()
    moved = FileBeforeAndAfter(current, FileStatus.MODIFIED, *texts)
    days = (around.layout.day_of_draft(file.path) for file in late)
    paths = {current, *(file.path for file in kept)}
    return CarriedOver(
        (*others, *kept, moved), tuple(filter(None, days)), tuple(left), frozenset(paths)
    )


def to_section(carried: CarriedOver, section: str, around: Surroundings) -> CarriedOver:
    """Move what a pull request adds to drafts into one section.

    Args:
        carried: its files as they count.
        section: what the section's heading is compared by.
        around: what the default branch says.

    """
    drafts = [file for file in carried.files if around.layout.kind(file.path) is FileKind.DRAFT]
    heads: dict[str, bytes] = {}
    left = list(carried.left)
    for file, base, head in _versions(drafts, around):
        placed = move(base, head, section)
        if placed.left:
            left += placed.left
        elif placed.version.text != head.text:
            heads[file.path] = placed.version.text.encode()
    files = tuple(
        replace(file, head=heads[file.path]) if file.path in heads else file
        for file in carried.files
    )
    moved = carried.moved | heads.keys()
    return replace(carried, files=files, left=tuple(left), moved=moved)


def _versions(
    files: Sequence[FileBeforeAndAfter], around: Surroundings
) -> Iterator[tuple[FileBeforeAndAfter, Version, Version]]:
    """Files that can be read, before and after."""
    for file in files:
        if file.base is None or file.head is None:
            continue
        try:
            texts = text_of(file.base), text_of(file.head)
        except Unreadable:
            continue
        base, head = (Version(text, around.template) for text in texts)
        yield file, base, head
