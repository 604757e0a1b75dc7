"""`ghapp check --since`: what a branch changes, judged as the app judges a pull request."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ghapp.local.clone import Clone
from ghapp.local.files import read_file, root_of
from ghapp.local.problem import LocalProblem
from ghapp.local.surroundings import ClonedSurroundings
from ghapp.newsletter.calendar import Layout
from ghapp.review.assessment import review
from ghapp.review.file_findings import FileFindings
from ghapp.review.files import ChangedFile, FileBeforeAndAfter, FileStatus, is_read
from ghapp.rules.problem import Severity


def check_since(revision: str, files: Sequence[str]) -> list[FileFindings]:
    """What is wrong in what the work tree changes since it left a commit, in all files or in some.

    Settings, template and editions are those of that commit, so that nobody's change decides by
    what it is judged.

    Raises:
        LocalProblem: there is no work tree, no such commit, or no such file.

    """
    root = root_of(os.path.join(os.getcwd(), "file"))
    if root is None:
        raise LocalProblem("--since compares with a commit, and this is no git work tree.")
    wanted = {_name_in(root, path) for path in files}
    with Clone(Path(root)) as clone:
        base = clone.commit(revision)
        around = ClonedSurroundings(clone).at(base)
        start = _start(clone, base)
        changes = (*clone.changed_in_work_tree(start), *_untracked(clone, start, wanted))
        both = tuple(_before_and_after(clone, start, around.layout, changes))
    found = review(both, around, Severity.NOTICE).assessment(is_editor=False).files
    return [file for file in found if not wanted or file.path in wanted]


def _start(clone: Clone, base: str) -> str:
    """Where the branch left a commit; a shallow clone may not know, and then it is the commit."""
    with suppress(LocalProblem):
        return clone.merge_base(base, "HEAD")
    return base


def _name_in(root: str, path: str) -> str:
    """The path of a file in the work tree, as git writes it."""
    if not os.path.isfile(path):
        raise LocalProblem(f"{path} is no file.")
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.relpath(os.path.join(os.path.realpath(folder), name), root).replace(os.sep, "/")


def _untracked(clone: Clone, start: str, wanted: set[str]) -> Iterator[ChangedFile]:
    """What was named and git does not know."""
    known = clone.tracked() | clone.paths(start).keys()
    for path in sorted(wanted - known):
        yield ChangedFile(path, FileStatus.ADDED, None)


def _before_and_after(
    clone: Clone, start: str, layout: Layout, changes: Sequence[ChangedFile]
) -> Iterator[FileBeforeAndAfter]:
    before = clone.paths(start)
    for changed in changes:
        wanted = is_read(changed.path, layout)
        blob = before.get(changed.previous_path or changed.path)
        is_there = wanted and changed.status is not FileStatus.REMOVED
        yield FileBeforeAndAfter(
            path=changed.path,
            status=changed.status,
            base=clone.blob(blob) if wanted and blob else None,
            head=_content(clone.path / changed.path) if is_there else None,
            previous_path=changed.previous_path,
        )


def _content(path: Path) -> bytes | None:
    """What stands in a file. A link is not followed: a stranger's may lead anywhere."""
    if path.is_symlink():
        return os.fsencode(path.readlink())
    return read_file(str(path)) if path.is_file() else None
