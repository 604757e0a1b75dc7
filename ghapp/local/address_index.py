"""Where each address stood: the hashes of the addresses of many editions, in order."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right

from ghapp.newsletter.addresses import canonical
from ghapp.records import cached_property, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    Arrays = tuple[array[int], array[int]]  # hashes and places of an index

FEW_NEW = 5  # editions, up to which sorting them in is quicker than sorting all

Entry = tuple[int, str, int, int]  # an edition: day (ordinal), name, size, modified (ns)
PLACE_BITS = 32
LARGEST_PLACE = (1 << PLACE_BITS) - 1


@record
class Index:
    """Editions, oldest first; the hashes of their addresses in order, and where each stands."""

    entries: tuple[Entry, ...] = ()
    hashes: bytes = b""  # 8 bytes each
    places: bytes = b""  # 4 bytes each: a position in `entries`
    # How many were asked for, the folder's time (ns), and where drafts begin in it (ordinal).
    listed: tuple[int, int, int] = (0, 0, 0)

    @classmethod
    def of(
        cls,
        entries: Iterable[list[Any]] = (),
        hashes: bytes = b"",
        places: bytes = b"",
        listed: Iterable[int] = (0, 0, 0),
    ) -> Index:
        """The index of what a cache holds; an empty one of nothing."""
        most, time, first_draft = listed
        return cls(tuple(map(_entry, entries)), hashes, places, (most, time, first_draft))

    def last_place(self, hashed: int, among: range) -> int | None:
        """The last of some editions with an address, by its hash; None if it is in none."""
        hashes, places = self._views
        at = bisect_right(hashes, hashed) - 1
        while at >= 0 and hashes[at] == hashed and places[at] >= among.start:
            if places[at] in among:
                return places[at]
            at -= 1
        return None

    @cached_property
    def _views(self) -> tuple[memoryview[int], memoryview[int]]:
        return memoryview(self.hashes).cast("Q"), memoryview(self.places).cast("I")

    def renewed(
        self, entries: tuple[Entry, ...], read: Mapping[Entry, array[int]]
    ) -> tuple[bytes, bytes]:
        """The hashes and places for other entries; those that are not known here have been read."""
        count = len(self.entries)
        if entries[:count] == self.entries and len(entries) - count <= FEW_NEW:
            hashes, places = self._with_new(entries[count:], read)
        else:
            hashes, places = self._sorted_anew(entries, read)
        return hashes.tobytes(), places.tobytes()

    def _with_new(self, new: tuple[Entry, ...], read: Mapping[Entry, array[int]]) -> Arrays:
        """With a few editions more, which are newer than all that are known."""
        known, known_places = array("Q", self.hashes), array("I", self.places)
        pairs = [(h, p) for p, entry in enumerate(new, len(self.entries)) for h in read[entry]]
        hashes, places, done = array("Q"), array("I"), 0
        for hashed, place in sorted(pairs):
            at = bisect_right(known, hashed, done)
            hashes += known[done:at]
            places += known_places[done:at]
            hashes.append(hashed)
            places.append(place)
            done = at
        return hashes + known[done:], places + known_places[done:]

    def _sorted_anew(self, entries: tuple[Entry, ...], read: Mapping[Entry, array[int]]) -> Arrays:
        positions = {entry: place for place, entry in enumerate(entries)}
        moved = [positions.get(entry) for entry in self.entries]
        known = ((hashed, moved[place]) for hashed, place in zip(*self._views, strict=True))
        pairs = [_pair(hashed, place) for hashed, place in known if place is not None]
        for entry, found in read.items():
            pairs += [_pair(hashed, positions[entry]) for hashed in found]
        pairs.sort()
        hashes = array("Q", [pair >> PLACE_BITS for pair in pairs])
        return hashes, array("I", [pair & LARGEST_PLACE for pair in pairs])


def _entry(values: list[Any]) -> Entry:
    day, name, size, modified = values
    return day, name, size, modified


def _pair(hashed: int, place: int) -> int:
    """A hash and where it stands as one number: these are sorted three times as fast as tuples."""
    return hashed << PLACE_BITS | place


class PageHashes(dict[str, "int | None"]):
    """The hash of the page that an address leads to, worked out once; None where it leads to none.

    Two in five links of the editions lead where another one leads.
    """

    def __missing__(self, url: str) -> int | None:
        page = canonical(url)
        hashed = self[url] = hash_of(page) if page is not None else None
        return hashed


def hash_of(address: str) -> int:
    """A hash of 64 bits, the same in every process; two checksums are quicker than a digest."""
    data = address.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1])
