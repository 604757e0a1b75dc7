"""Weeks and files: which draft belongs to which day, which one is current, and which is due."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = timedelta(days=7)


class FileKind(StrEnum):
    """What a file of the repository is to the newsletter."""

    DRAFT = "draft"
    EDITION = "edition"
    TEMPLATE = "template"
    OTHER = "other"


@dataclass(frozen=True)
class Layout:
    """Where the newsletter keeps its files, and on which weekday it appears (0 is Monday)."""

    drafts: str = "draft"
    editions: str = "content"
    template: str = "draft/DRAFT_TEMPLATE"
    filename: str = "{date}-this-week-in-rust.md"
    weekday: int = 2

    @cached_property
    def _filename(self) -> re.Pattern[str]:
        before, after = self.filename.split("{date}")
        return re.compile(
            re.escape(before) + r"(\d{4})-?(\d{2})-?(\d{2})" + re.escape(after), re.ASCII
        )

    def kind(self, path: str) -> FileKind:
        """What a file is, by its path."""
        if path == self.template:
            return FileKind.TEMPLATE
        if path.startswith(self.editions + "/"):
            return FileKind.EDITION
        if self.day_of_draft(path) is not None:
            return FileKind.DRAFT
        return FileKind.OTHER

    def day_of_draft(self, path: str) -> date | None:
        """The date in a draft's path; None for anything that is not a draft."""
        return self._day_in(path, self.drafts)

    def day_of_edition(self, path: str) -> date | None:
        """The date in a published edition's path; None for anything else."""
        return self._day_in(path, self.editions)

    def _day_in(self, path: str, directory: str) -> date | None:
        if not path.startswith(directory + "/"):
            return None
        match = self._filename.fullmatch(path[len(directory) + 1 :])
        try:
            return date(int(match[1]), int(match[2]), int(match[3])) if match else None
        except ValueError:
            return None

    def draft_path(self, day: date) -> str:
        """Where the draft of a day lies."""
        return f"{self.drafts}/{self.filename.format(date=day.isoformat())}"

    def edition_path(self, day: date) -> str:
        """Where the published edition of a day lies."""
        return f"{self.editions}/{self.filename.format(date=day.isoformat())}"

    def newest_edition(self, paths: Iterable[str]) -> date | None:
        """The date of the newest published edition."""
        return max((day for path in paths if (day := self.day_of_edition(path))), default=None)

    def due(self, paths: Iterable[str]) -> date | None:
        """The date of the draft that is due: the first weekday after the newest edition."""
        newest = self.newest_edition(paths)
        if newest is None:
            return None
        return newest + timedelta(days=(self.weekday - newest.weekday() - 1) % 7 + 1)

    def current_draft(self, paths: Iterable[str]) -> str | None:
        """The draft that submissions belong into.

        The one that is due; else the nearest later one, on the right weekday if possible. The
        newest file is no answer: drafts of a wrong date were added, and two were open for days.
        """
        paths = list(paths)
        newest = self.newest_edition(paths)
        open_drafts = {
            day: path
            for path in paths
            if (day := self.day_of_draft(path)) and (newest is None or day > newest)
        }
        if not open_drafts:
            return None
        due = self.due(paths)
        if due in open_drafts:
            return open_drafts[due]
        return open_drafts[min(open_drafts, key=lambda day: (day.weekday() != self.weekday, day))]
