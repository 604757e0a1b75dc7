"""The editions in a folder as an index kept in a cache: an edition is read once in its life."""

from __future__ import annotations

import marshal
import os
import zlib
from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from ghapp.local.caching import cache_file, save
from ghapp.newsletter.archive import Appearance, Archive, addresses_in
from ghapp.newsletter.calendar import Layout
from ghapp.records import record

FORMAT = 3  # of the cache; another one is not read
FEW_NEW = 5  # editions, up to which sorting them in is quicker than sorting all

# name, day (ordinal), size, modified (ns), the hashes of its addresses as 8 bytes each
Entry = tuple[str, int, int, int, bytes]


@record
class Index:
    """Editions, newest first, and all their hashes in order."""

    entries: tuple[Entry, ...]
    hashes: bytes


class DiskArchive(Archive):
    """The last editions of a folder, looked up by the hashes of canonical addresses."""

    def __init__(self, folder: str, layout: Layout, most: int) -> None:
        self._folder = folder
        self._layout = layout
        self._most = most

    @classmethod
    def of(cls, folder: str | None, layout: Layout, most: int) -> DiskArchive | None:
        """The archive in a folder; None without one."""
        return cls(folder, layout, most) if folder is not None and os.path.isdir(folder) else None

    def find(self, address: str) -> Appearance | None:
        """The newest appearance of a page, by its canonical address."""
        hashed, every = _hash(address), memoryview(self.index.hashes).cast("Q")
        at = bisect_left(every, hashed)
        if at == len(every) or every[at] != hashed:
            return None
        for name, day, _, _, hashes in self.index.entries:
            if hashed in memoryview(hashes).cast("Q"):
                return Appearance(f"{self._layout.editions}/{name}", date.fromordinal(day))
        return None

    @cached_property
    def index(self) -> Index:
        """The index of the last editions, brought up to date with the folder."""
        cache = _cache_file(self._folder)
        kept, index = _load(cache)
        entries = tuple(self._newest(kept))
        if entries == index.entries:
            return index
        index = Index(entries, _all_hashes(entries, index))
        _save(cache, {**kept, **{entry[0]: entry for entry in entries}}, index)
        return index

    def _newest(self, kept: dict[str, Entry]) -> Iterator[Entry]:
        days = []
        for name in os.listdir(self._folder):
            entry = kept.get(name)
            day = entry[1] if entry is not None else self._day_of(name)
            if day:
                days.append((day, name))
        days.sort(reverse=True)
        for day, name in days[: self._most]:
            try:
                entry = self._entry(name, day, kept.get(name))
            except OSError:  # a folder, or a link to nowhere
                continue
            yield entry

    def _day_of(self, name: str) -> int:
        day = self._layout.day_of_edition(f"{self._layout.editions}/{name}")
        return day.toordinal() if day is not None else 0

    def _entry(self, name: str, day: int, kept: Entry | None) -> Entry:
        path = f"{self._folder}/{name}"
        status = os.stat(path)
        size, modified = status.st_size, status.st_mtime_ns
        if kept is not None and kept[2] == size and kept[3] == modified:
            return kept
        with open(path, encoding="utf-8", errors="replace") as file:
            return name, day, size, modified, _hashes(file.read())


def _hash(address: str) -> int:
    """64 bits that are the same in every process; two checksums are quicker than a digest."""
    data = address.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1])


def _hashes(text: str) -> bytes:
    return array("Q", (_hash(address) for address in addresses_in(text))).tobytes()


def _cache_file(folder: str) -> str:
    return cache_file(f"archive-{zlib.crc32(os.fsencode(os.path.abspath(folder))):08x}")


def _all_hashes(entries: tuple[Entry, ...], before: Index) -> bytes:
    """The hashes of all entries in order; a new edition is sorted into what was there before."""
    new = set(entries) - set(before.entries)
    if len(new) > FEW_NEW or not set(before.entries) < set(entries):
        return array("Q", sorted(array("Q", b"".join(entry[-1] for entry in entries)))).tobytes()
    hashes = array("Q", before.hashes)
    for entry in new:
        for hashed in array("Q", entry[-1]):
            insort(hashes, hashed)
    return hashes.tobytes()


def _load(cache: str) -> tuple[dict[str, Entry], Index]:
    """What the cache knows; nothing where there is none, or one that cannot be read."""
    try:
        with open(cache, "rb") as file:
            known = marshal.loads(file.read())  # noqa: S302 - plain values, in a file of our own
        version, entries, names, hashes = known
    except (OSError, EOFError, ValueError, TypeError):
        return {}, Index((), b"")
    if version != FORMAT:
        return {}, Index((), b"")
    return entries, Index(tuple(entries[name] for name in names), hashes)


def _save(cache: str, entries: dict[str, Entry], index: Index) -> None:
    names = [entry[0] for entry in index.entries]
    save(cache, marshal.dumps((FORMAT, entries, names, index.hashes)))
