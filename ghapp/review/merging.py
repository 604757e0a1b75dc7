"""Pull requests merged into a tree: drafts by their submissions, other files as git does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.fates import Conflict
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.merge import merge
from ghapp.newsletter.proof import Difference, difference
from ghapp.newsletter.template import Template
from ghapp.review.assessment import Assessment
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings


class CannotMerge(Exception):
    """A pull request cannot be merged by submissions; the message says why, to its editors."""

    def __init__(self, reason: str, conflicts: Sequence[Conflict] = ()) -> None:
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


def merge_files(
    files: Sequence[FileBeforeAndAfter], now: Callable[[str], bytes | None], around: Surroundings
) -> dict[str, bytes | None]:
    """What merging a pull request makes of the files that it changes.

    Args:
        files: that it changes, as they are to be merged.
        now: the bytes of a file in what is merged into; None where there is none.
        around: what the default branch says.

    Raises:
        CannotMerge: to be left to people.

    """
    result: dict[str, bytes | None] = {}
    for file in files:
        present = now(file.path)
        if file.status is FileStatus.RENAMED and file.previous_path is not None:
            _leave_renames(file, now)
            result[file.previous_path] = None
        if present == file.base:
            result[file.path] = file.head
        elif present != file.head:
            result[file.path] = _merged(file, present, around)
    return result


def _leave_renames(file: FileBeforeAndAfter, now: Callable[[str], bytes | None]) -> None:
    if file.previous_path is not None and now(file.previous_path) != file.base:
        raise CannotMerge(
            f"It renames {code_span(file.previous_path)}, which was changed meanwhile."
        )


def _merged(file: FileBeforeAndAfter, present: bytes | None, around: Surroundings) -> bytes:
    is_draft = around.layout.kind(file.path) is FileKind.DRAFT
    if file.base is None or present is None or file.head is None:
        raise CannotMerge(
            f"It and the default branch disagree on whether {code_span(file.path)} is there."
        )
    if not is_draft:
        raise CannotMerge(f"{code_span(file.path)} was changed meanwhile, and is no draft.")
    try:
        texts = text_of(file.base), text_of(present), text_of(file.head)
    except Unreadable as error:
        raise CannotMerge(f"{code_span(file.path)}: {error}") from error
    return merge_texts(file.path, texts, around.template).encode()


def merge_texts(path: str, texts: tuple[str, str, str], template: Template | None) -> str:
    """Merge a draft (base, ours, theirs), and prove the result.

    Raises:
        CannotMerge: both sides changed one thing differently.
        WouldLose: the result is not what counting submissions says it should be.

    """
    merged = merge(*texts, template)
    if merged.conflicts:
        number = len(merged.conflicts)
        what = "one thing" if number == 1 else f"{number} things"
        raise CannotMerge(
            f"It and what was merged before changed {what} in {code_span(path)} differently.",
            merged.conflicts,
        )
    found = difference(*texts, merged.text, template)
    if found:
        raise WouldLose(path, found)
    return merged.text
