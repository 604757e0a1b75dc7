"""The editions in a folder as an index kept in a cache: an edition is read once in its life."""

from __future__ import annotations

import os
import sys
import time
import zlib
from array import array
from bisect import bisect_left, bisect_right
from datetime import date
from functools import cached_property

from ghapp.local.caching import load, name_for, save
from ghapp.newsletter.archive import Appearance, Archive, addresses_in
from ghapp.newsletter.calendar import Layout
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    Arrays = tuple[array[int], array[int]]  # hashes and places of an index

FORMAT = 7  # of the caches; another one is not read
FEW_NEW = 5  # editions, up to which sorting them in is quicker than sorting all
ALL = sys.maxsize  # editions
SETTLED = 2 * 10**9  # ns: a folder may change again within one tick of its clock

Entry = tuple[int, str, int, int]  # an edition: day (ordinal), name, size, modified (ns)
Kept = dict[Entry, bytes]  # the hashes of an edition's addresses, 8 bytes each


@record
class Index:
    """Editions, oldest first; the hashes of their addresses in order, and where each stands."""

    entries: tuple[Entry, ...] = ()
    hashes: bytes = b""  # 8 bytes each
    places: bytes = b""  # 4 bytes each: a position in `entries`
    # How many were asked for, the folder's time (ns), and where drafts begin in it (ordinal).
    listed: tuple[int, int, int] = (0, 0, 0)


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
        hashed, (hashes, places) = _hash(address), self._arrays
        at = bisect_right(hashes, hashed) - 1
        while at >= 0 and hashes[at] == hashed and places[at] >= editions.start:
            if places[at] in editions:
                day, name, _, _ = self.index.entries[places[at]]
                return Appearance(f"{self._layout.editions}/{name}", date.fromordinal(day))
            at -= 1
        return None

    def before(self, day: date) -> Archive:
        """As many editions, the last that had been published before a day."""
        return _EarlierEditions(self._whole, day, self._most)

    @cached_property
    def _whole(self) -> DiskArchive:
        """All editions of the folder."""
        return self if self._most == ALL else DiskArchive(self._folder, self._layout, ALL)

    @cached_property
    def _arrays(self) -> tuple[memoryview[int], memoryview[int]]:
        index = self.index
        return memoryview(index.hashes).cast("Q"), memoryview(index.places).cast("I")

    @cached_property
    def index(self) -> Index:
        """The index of the last editions, brought up to date with the folder."""
        cache = name_for("archive" if self._most < ALL else "whole-archive", self._folder)
        index = Index(*load(cache, FORMAT))
        drafts_from = self._layout.drafts_from
        first_draft = drafts_from.toordinal() if drafts_from is not None else 0
        listed = self._most, os.stat(self._folder).st_mtime_ns, first_draft
        # While the folder is of the same time, no name came or went.
        dated = index.entries if listed == index.listed else self._dated()
        entries = tuple(self._entries(dated))
        if entries == index.entries and listed == index.listed:
            return index
        if time.time_ns() - listed[1] < SETTLED:
            listed = Index.listed
        return self._renewed(index, entries, listed, cache)

    def _dated(self) -> list[tuple[int, str]]:
        """The last editions by their names, oldest first."""
        days = ((self._day_of(name), name) for name in os.listdir(self._folder))
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
        (kept,) = load(f"{cache}-editions", FORMAT) or ({},)
        found = ((entry, kept.get(entry) or self._read(entry[1])) for entry in entries)
        read = {entry: hashes for entry, hashes in found if hashes is not None}
        if len(read) < len(entries):  # what could not be read is looked at again the next time
            entries, listed = tuple(read), Index.listed
        count = len(index.entries)
        if entries[:count] == index.entries and len(entries) - count <= FEW_NEW:
            hashes, places = _with_new(index, entries, read)
        else:
            hashes, places = _sorted_anew(entries, read)
        fresh = entries, hashes.tobytes(), places.tobytes(), listed
        save(cache, FORMAT, *fresh)
        save(f"{cache}-editions", FORMAT, read)
        return Index(*fresh)

    def _read(self, name: str) -> bytes | None:
        """The hashes in a file, of which a folder has none; None where it cannot be read now."""
        try:
            with open(f"{self._folder}/{name}", encoding="utf-8", errors="replace") as file:
                text = file.read()
        except IsADirectoryError:
            return b""
        except OSError:
            return None
        return array("Q", (_hash(address) for address in addresses_in(text))).tobytes()


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


def _hash(address: str) -> int:
    """64 bits that are the same in every process; two checksums are quicker than a digest."""
    data = address.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1])


def _sorted_anew(entries: tuple[Entry, ...], read: Kept) -> Arrays:
    hashes, places = array("Q"), array("I")
    for place, entry in enumerate(entries):
        found = array("Q", read[entry])
        hashes.extend(found)
        places.extend([place] * len(found))
    # Sorting keeps the order of equals: the places of one address ascend.
    order = sorted(range(len(hashes)), key=hashes.__getitem__)
    by_hash = array("Q", map(hashes.__getitem__, order))
    return by_hash, array("I", map(places.__getitem__, order))


def _with_new(index: Index, entries: tuple[Entry, ...], read: Kept) -> Arrays:
    """An index with a few editions more, which are newer than all in it."""
    hashes, places = array("Q", index.hashes), array("I", index.places)
    for place in range(len(index.entries), len(entries)):
        for hashed in array("Q", read[entries[place]]):
            at = bisect_right(hashes, hashed)
            hashes.insert(at, hashed)
            places.insert(at, place)
    return hashes, places
