"""The files that a pull request changes, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.records import cached_property
from ghapp.settings.tree import SETTINGS_PATH


class FileStatus(StrEnum):
    """What a pull request does to a file, in GitHub's words."""

    ADDED = "added"
    REMOVED = "removed"
    MODIFIED = "modified"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """One file that a pull request changes; `blob` is None when the file is removed."""

    path: str
    status: FileStatus
    blob: str | None
    previous_path: str | None = None


def is_read(path: str, layout: Layout) -> bool:
    """Whether the app needs the content of a changed file."""
    return layout.kind(path) is not FileKind.OTHER or path == SETTINGS_PATH


@dataclass(frozen=True)
class FileBeforeAndAfter:
    """A changed file with its bytes at merge base and head; None where absent or not needed."""

    path: str
    status: FileStatus
    base: bytes | None
    head: bytes | None
    previous_path: str | None = None
    obstacle: str = ""  # why the head cannot be read, to the person who made it

    @cached_property
    def change(self) -> Change | None:
        """The change of the file's text; None if the head has no such file or it cannot be read."""
        if self.head is None:
            return None
        try:
            head = text_of(self.head)
        except Unreadable:
            return None
        base = self.base.decode(errors="replace") if self.base is not None else ""
        return Change.between(self.path, base, head)
