"""Pull requests merged into a tree: drafts by their submissions, other files as git does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.fates import DraftConflict
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.merge import MergedDraft, merge
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.proof import Difference, difference
from ghapp.review.assessment import Assessment
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings


class CannotMerge(Exception):
    """A pull request cannot be merged by submissions; the message says why, to its editors."""

    def __init__(self, reason: str, conflicts: Sequence[DraftConflict] = ()) -> None:
        super().__init__(reason)
        self.conflicts = tuple(conflicts)


class WouldLose(CannotMerge):
    """The proof failed: the result is not what counting submissions says it should be."""

    def __init__(self, path: str, found: Difference) -> None:
        super().__init__(f"The merge of {code_span(path)} could not be proven right.")
        self.difference = found


def corrected(
    files: tuple[FileBeforeAndAfter, ...], assessment: Assessment
) -> tuple[FileBeforeAndAfter, ...]:
    """The files of a pull request with all corrections that were found for them."""
    fixed = {
        file.path: file.fixed.encode()
        for file in assessment.files
        if file.fixes and file.fixed is not None
    }
    return tuple(
        replace(file, head=fixed[file.path]) if file.path in fixed else file for file in files
    )


class MergedTree:
    """The newsletter's files while pull requests are merged into them, one after the other."""

    def __init__(self, read: Callable[[str], bytes | None], around: Surroundings) -> None:
        self._read, self._around = read, around
        self._versions: dict[bytes, Version] = {}  # of drafts that were merged: most have one base
        self.changed: dict[str, bytes | None] = {}  # by path; None: deleted

    def now(self, path: str) -> bytes | None:
        """The bytes of a file as it is by now; None: it is not there."""
        return self.changed[path] if path in self.changed else self._read(path)

    def take(self, files: Sequence[FileBeforeAndAfter]) -> None:
        """Merge a pull request.

        Args:
            files: that it changes, as they are to be merged.

        Raises:
            CannotMerge: it is to be left to people, and nothing has changed.

        """
        result: dict[str, bytes | None] = {}
        for file in files:
            present = self._take_away(file, result)
            if present in (file.base, file.head):
                result[file.path] = file.head
            else:
                result[file.path] = self._merged(file, present)
        self.changed |= result

    def _take_away(self, file: FileBeforeAndAfter, result: dict[str, bytes | None]) -> bytes | None:
        """The bytes to merge a file into; if it is renamed, they leave their place."""
        present = self.now(file.path)
        if file.status is not FileStatus.RENAMED or file.previous_path is None:
            return present
        before = self.now(file.previous_path)
        if before is None:  # somebody has renamed it before
            return present
        if present is not None:
            raise CannotMerge(f"It renames a file to {code_span(file.path)}, which is there.")
        result[file.previous_path] = None
        return before

    def _merged(self, file: FileBeforeAndAfter, present: bytes | None) -> bytes:
        name = code_span(file.path)
        if file.base is None or present is None or file.head is None:
            raise CannotMerge(f"It and the default branch disagree on whether there is a {name}.")
        if self._around.layout.kind(file.path) is not FileKind.DRAFT:
            raise CannotMerge(f"{name} was changed meanwhile, and is no draft.")
        try:
            versions = [self._version(content) for content in (file.base, present, file.head)]
        except Unreadable as error:
            raise CannotMerge(f"{name}: {error}") from error
        merged = merge_versions(file.path, *versions)
        content = merged.text.encode()
        self._versions[content] = merged
        return content

    def _version(self, content: bytes) -> Version:
        if content not in self._versions:
            self._versions[content] = Version(text_of(content), self._around.template)
        return self._versions[content]


def proven_merge(path: str, base: Version, ours: Version, theirs: Version) -> MergedDraft:
    """Merge a draft, with conflicts or without, and prove the result where there are none.

    Raises:
        WouldLose: the result is not what counting submissions says it should be.

    """
    merged = merge(base, ours, theirs)
    found = Difference() if merged.conflicts else difference(base, ours, theirs, merged.version)
    if found:
        raise WouldLose(path, found)
    return merged


def merge_versions(path: str, base: Version, ours: Version, theirs: Version) -> Version:
    """Merge a draft, and prove the result.

    Raises:
        CannotMerge: both sides changed one thing differently.
        WouldLose: the result is not what counting submissions says it should be.

    """
    merged = proven_merge(path, base, ours, theirs)
    if merged.conflicts:
        number = len(merged.conflicts)
        what = "one thing" if number == 1 else f"{number} things"
        raise CannotMerge(
            f"It changes {what} in {code_span(path)} that others have changed differently.",
            merged.conflicts,
        )
    return merged.version
