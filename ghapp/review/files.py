"""What judging a pull request begins with: its files before and after, and what stands around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from ghapp.newsletter.archive import Archive
from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.template import Template
from ghapp.rules.context import Other
from ghapp.settings.tree import SETTINGS_PATH, Settings


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
    """A changed file: its bytes at the merge base and at the head, where it is needed and there."""

    path: str
    status: FileStatus
    base: bytes | None
    head: bytes | None
    previous_path: str | None = None
    obstacle: str = ""  # why the head cannot be read, to the person who made it

    @cached_property
    def change(self) -> Change | None:
        """What changes in the file's text; None where the head is gone or cannot be read."""
        if self.head is None:
            return None
        try:
            head = text_of(self.head)
        except Unreadable:
            return None
        base = self.base.decode(errors="replace") if self.base is not None else ""
        return Change.between(self.path, base, head)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the default branch says: the settings, the files, the template and the archive."""

    settings: Settings
    paths: Mapping[str, str]
    template: Template | None
    archive: Archive | None
    today: date | None
    author: str = ""  # of the pull request
    is_editor: bool = False
    others: tuple[Other, ...] = ()  # open pull requests that came before, oldest first

    @property
    def layout(self) -> Layout:
        """Where the newsletter keeps its files."""
        return self.settings.layout
