"""Whether git makes of a file what was proven right, so that GitHub may merge it."""

from __future__ import annotations

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.merge import merged_by_lines
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.proof import entries
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings


def is_for_git(file: FileBeforeAndAfter, present: bytes | None, layout: Layout) -> bool:
    """Whether a file was changed on both sides and is no draft: nobody else should merge it."""
    if file.status is not FileStatus.MODIFIED or layout.kind(file.path) is FileKind.DRAFT:
        return False
    return present is not None and present not in (file.base, file.head)


def merges_alike(
    file: FileBeforeAndAfter, present: bytes | None, wanted: bytes | None, around: Surroundings
) -> bool:
    """Whether git makes of a file what was proven right."""
    if present == file.base or present == file.head:
        return True
    if file.base is None or present is None or file.head is None or wanted is None:
        return False
    try:
        texts = [text_of(content) for content in (file.base, present, file.head)]
    except Unreadable:
        return False
    merged = merged_by_lines(*texts)
    if merged is None:
        return False
    made, proven = (Version(text, around.template) for text in (merged, text_of(wanted)))
    return entries(made) == entries(proven)
