"""Weeks and files: which draft belongs to which day, which one is current, and which is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from ghapp.newsletter.patterns import pattern
from ghapp.records import cached_property, record, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = timedelta(days=7)
DATE = pattern(r"(?<![0-9])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")


class FileKind(StrEnum):
    """What a file of the repository is to the newsletter."""

    DRAFT = "draft"
    EDITION = "edition"
    FINISHED = "finished draft"  # an edition that is just being published
    TEMPLATE = "template"
    OTHER = "other"


@record
class Layout:
    """Where the newsletter keeps its files, and on which weekday it appears (0 is Monday)."""

    drafts: str = "draft"
    editions: str = "content"
    template: str = "draft/DRAFT_TEMPLATE"
    filename: str = "{date}-this-week-in-rust.md"
    weekday: int = 2
    drafts_from: date | None = None  # where one folder holds both: files from this day on

    def on(self, today: date | None) -> Layout:
        """The layout on a day: where one folder holds both, the files of later days are drafts."""
        return replaced(self, drafts_from=today) if self.drafts == self.editions else self

    @property
    def slug(self) -> str:
        """What its files are called besides their date: `this-week-in-rust`."""
        return self.filename.replace("{date}", "").rpartition(".")[0].strip("-_. ").lower()

    @property
    def weekday_name(self) -> str:
        """The weekday on which it appears, in English."""
        return WEEKDAYS[self.weekday].capitalize()

    def kind(self, path: str) -> FileKind:
        """What a file is, by its path."""
        if path == self.template:
            return FileKind.TEMPLATE
        if self.day_of_edition(path) is not None:
            return FileKind.EDITION
        if self.day_of_draft(path) is not None:
            return FileKind.DRAFT
        return FileKind.OTHER

    def day_of_draft(self, path: str) -> date | None:
        """The date in a draft's path; None for anything that is not a draft."""
        name = _name_in(path, self.drafts)
        before, after = self.filename.split("{date}")
        if name is None or not (name.startswith(before) and name.endswith(after)):
            return None
        day = _day_of(name[len(before) : len(name) - len(after)])
        return None if day and self.drafts_from and day < self.drafts_from else day

    def day_of_edition(self, path: str) -> date | None:
        """The date in a published edition's path; None for anything else.

        Editions of former years have other names, and days of one digit: the date counts.
        """
        return self._days_of_editions[path]

    @cached_property
    def _days_of_editions(self) -> _DaysOfEditions:
        return _DaysOfEditions(self)

    def draft_path(self, day: date) -> str:
        """Where the draft of a day lies."""
        return f"{self.drafts}/{self.filename.format(date=day.isoformat())}"

    def edition_path(self, day: date) -> str:
        """Where the published edition of a day lies."""
        return f"{self.editions}/{self.filename.format(date=day.isoformat())}"

    def newest_edition(self, paths: Iterable[str]) -> date | None:
        """The date of the newest published edition."""
        return max((day for path in paths if (day := self.day_of_edition(path))), default=None)

    def last_editions(self, paths: Iterable[str], most: int) -> list[tuple[date, str]]:
        """The last editions, newest first: date and path."""
        dated = [(day, path) for path in paths if (day := self.day_of_edition(path))]
        return sorted(dated, reverse=True)[:most]

    def days_between_editions(self, paths: Iterable[str]) -> list[int]:
        """How many days apart the last editions are; empty for fewer than four."""
        days = [day for day, _ in self.last_editions(paths, 4)]
        return (
            [(later - earlier).days for later, earlier in pairwise(days)] if len(days) > 3 else []
        )

    def keeps_weekday(self, paths: Iterable[str]) -> bool:
        """Whether most of the last editions, if there are any, are dated on the weekday."""
        days = [day for day, _ in self.last_editions(paths, 8)]
        return sum(day.weekday() == self.weekday for day in days) * 2 >= len(days)

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


class _DaysOfEditions(dict[str, "date | None"]):
    """The days of published editions by path, each worked out once: they are asked for often."""

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self._layout = layout

    def __missing__(self, path: str) -> date | None:
        name, first_draft = _name_in(path, self._layout.editions), self._layout.drafts_from
        day = _day_in(name) if name is not None else None
        found = None if day and first_draft and day >= first_draft else day
        self[path] = found
        return found


def _name_in(path: str, directory: str) -> str | None:
    """The name of a file directly in a directory."""
    folder, _, name = path.rpartition("/")
    return name if folder == directory else None


def _day_in(name: str) -> date | None:
    # Nearly all begin with it, which is read in a fifth of the time.
    return _day_at_the_beginning(name) or (_day(DATE.search(name)) if "-" in name else None)


def _day_of(text: str) -> date | None:
    return (_day_at_the_beginning(text) if len(text) == 10 else None) or _day(DATE.fullmatch(text))


def _day_at_the_beginning(name: str) -> date | None:
    is_like_one = name[4:5] == name[7:8] == "-" and not name[10:11].isdecimal()
    try:
        return date.fromisoformat(name[:10]) if is_like_one else None
    except ValueError:
        return None


def _day(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
