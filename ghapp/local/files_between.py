"""The files that differ between two commits of a clone, with their bytes before and after."""

from __future__ import annotations

from collections.abc import Callable

from ghapp.local.clone import Clone
from ghapp.review.files import FileBeforeAndAfter


def files_between(
    clone: Clone, start: str, head: str, is_wanted: Callable[[str], bool]
) -> tuple[FileBeforeAndAfter, ...]:
    """Read what a head changes.

    Args:
        clone: what to read.
        start: the commit that changes are counted from.
        head: the commit that has them.
        is_wanted: whether the bytes of a path are needed; without them a file has None for both.

    """
    before = clone.paths(start)

    def content(path: str, blob: str | None) -> bytes | None:
        return clone.blob(blob) if blob is not None and is_wanted(path) else None

    return tuple(
        FileBeforeAndAfter(
            path=changed.path,
            status=changed.status,
            base=content(changed.path, before.get(changed.previous_path or changed.path)),
            head=content(changed.path, changed.blob),
            previous_path=changed.previous_path,
        )
        for changed in clone.changed_files(start, head)
    )
