"""The editions in a folder as an index kept in a cache: an edition is read once in its life."""

from __future__ import annotations

import os
import sys
import time
from array import array
from bisect import bisect_left
from datetime import date

from ghapp.local.address_index import Entry, Index, PageHashes, hash_of
from ghapp.local.caching import load, name_for, save
from ghapp.newsletter.archive import Appearance, Archive
from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.markdown import read_addresses
from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

FORMAT = 9  # of the cache; another one is not read
ALL = sys.maxsize  # editions
SETTLED = 2 * 10**9  # ns: a folder may change again within one tick of its clock


class DiskArchive(Archive):
    """The last editions of a folder, looked up by the hashes of canonical addresses."""

    def __init__(self, folder: str, layout: Layout, most: int) -> None:
        self._folder = folder
        self._layout = layout
        self._most = most

    @classmethod
    def of(cls, folder: str | None, layout: Layout, most: int) -> DiskArchive | None:
        """The archive in a folder; None without one, and where no edition is to be searched."""
        if folder is None or most < 1 or not os.path.isdir(folder):
            return None
        return cls(folder, layout, most)

    def find(self, address: str) -> Appearance | None:
        """The newest appearance of a page, by its canonical address."""
        return self.find_among(range(len(self.index.entries)), address)

    def find_among(self, editions: range, address: str) -> Appearance | None:
        """The newest appearance of a page in some editions, by their positions in the index."""
        place = self.index.last_place(hash_of(address), editions)
        if place is None:
            return None
        day, name, _, _ = self.index.entries[place]
        return Appearance(f"{self._layout.editions}/{name}", date.fromordinal(day))

    def before(self, day: date) -> Archive:
        """As many editions, the last that had been published before a day."""
        return _EarlierEditions(self._whole, day, self._most)

    @cached_property
    def _whole(self) -> DiskArchive:
        """All editions of the folder."""
        return self if self._most == ALL else DiskArchive(self._folder, self._layout, ALL)

    @cached_property
    def index(self) -> Index:
        """The index of the last editions, brought up to date with the folder."""
        cache = name_for("archive" if self._most < ALL else "whole-archive", self._folder)
        index = Index.of(*load(cache, FORMAT))
        drafts_from = self._layout.drafts_from
        first_draft = drafts_from.toordinal() if drafts_from is not None else 0
        listed = self._most, os.stat(self._folder).st_mtime_ns, first_draft
        # While the folder is of the same time, no name came or went.
        dated = index.entries if listed == index.listed else self._dated(index, first_draft)
        entries = tuple(self._entries(dated))
        if entries == index.entries and listed == index.listed:
            return index
        if time.time_ns() - listed[1] < SETTLED:
            listed = Index.listed
        return self._renewed(index, entries, listed, cache)

    def _dated(self, index: Index, first_draft: int) -> list[tuple[int, str]]:
        """The last editions by their names, oldest first."""
        # The day of a name depends on nothing but where drafts begin.
        same = first_draft == index.listed[2]
        known = {name: day for day, name, _, _ in index.entries} if same else {}
        names = os.listdir(self._folder)
        days = ((known.get(name) or self._day_of(name), name) for name in names)
        return sorted(dated for dated in days if dated[0])[-self._most :]

    def _entries(self, dated: Iterable[tuple[Any, ...]]) -> Iterator[Entry]:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            for day, name, *_ in dated:
                try:
                    status = os.stat(name, dir_fd=folder)
                except OSError:  # a link to nowhere
                    continue
                yield day, name, status.st_size, status.st_mtime_ns
        finally:
            os.close(folder)

    def _day_of(self, name: str) -> int:
        day = self._layout.day_of_edition(f"{self._layout.editions}/{name}")
        return day.toordinal() if day is not None else 0

    def _renewed(
        self, index: Index, entries: tuple[Entry, ...], listed: tuple[int, int, int], cache: str
    ) -> Index:
        known, pages = set(index.entries), PageHashes()
        found = {entry: self._read(entry[1], pages) for entry in entries if entry not in known}
        read = {entry: hashes for entry, hashes in found.items() if hashes is not None}
        if len(read) < len(found):  # what could not be read is tried again the next time
            entries = tuple(entry for entry in entries if entry in known or entry in read)
            listed = Index.listed
        fresh = entries, *index.renewed(entries, read), listed
        save(cache, FORMAT, *fresh)
        return Index(*fresh)

    def _read(self, name: str, pages: PageHashes) -> array[int] | None:
        """The hashes in a file, of which a folder has none; None where it cannot be read now."""
        try:
            with open(f"{self._folder}/{name}", encoding="utf-8", errors="replace") as file:
                text = file.read()
        except IsADirectoryError:
            return array("Q")
        except OSError:
            return None
        found = {pages[url] for url in read_addresses(text)}
        return array("Q", (hashed for hashed in found if hashed is not None))


class _EarlierEditions(Archive):
    """The last editions of a folder that had been published before a day."""

    def __init__(self, whole: DiskArchive, day: date, most: int) -> None:
        self._whole = whole
        self._day = day
        self._most = most

    def find(self, address: str) -> Appearance | None:
        """The newest appearance of a page, by its canonical address."""
        return self._whole.find_among(self._positions, address)

    def before(self, day: date) -> Archive:
        """As many editions, the last that had been published before a day."""
        return _EarlierEditions(self._whole, min(day, self._day), self._most)

    @cached_property
    def _positions(self) -> range:
        entries = self._whole.index.entries
        end = bisect_left(entries, self._day.toordinal(), key=lambda entry: entry[0])
        return range(max(end - self._most, 0), end)
