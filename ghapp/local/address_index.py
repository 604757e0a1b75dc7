"""Where each address stood: the hashes of the addresses of many editions, in order."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from functools import cached_property

from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    Arrays = tuple[array[int], array[int]]  # hashes and places of an index

FEW_NEW = 5  # editions, up to which sorting them in is quicker than sorting all

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

    def renewed(self, entries: tuple[Entry, ...], read: Kept) -> tuple[bytes, bytes]:
        """The hashes and places for other entries."""
        count = len(self.entries)
        if entries[:count] == self.entries and len(entries) - count <= FEW_NEW:
            hashes, places = _with_new(self, entries, read)
        else:
            hashes, places = _sorted_anew(entries, read)
        return hashes.tobytes(), places.tobytes()


def hash_of(address: str) -> int:
    """A hash of 64 bits, the same in every process; two checksums are quicker than a digest."""
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
