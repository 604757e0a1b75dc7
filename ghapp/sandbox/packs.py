"""Packs of a git repository: many objects written as two files, where each alone would be one.

The format: https://git-scm.com/docs/gitformat-pack
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

GitObject = tuple[str, bytes]  # its type and content

_TYPES = {"commit": 1, "tree": 2, "blob": 3, "tag": 4}
_INDEX_VERSION_2 = b"\xfftOc" + struct.pack(">L", 2)
_MOST_BYTES = 2**31  # beyond, the index would need its table of large offsets


def write_pack(folder: Path, objects: Mapping[str, GitObject]) -> None:
    """Writes these objects, by name, as a pack that git finds in `folder`.

    Raises ValueError for more than 2 GiB.
    """
    rows: list[tuple[bytes, int, int]] = []  # name, checksum and offset
    pack = bytearray(b"PACK" + struct.pack(">LL", 2, len(objects)))
    for sha, (kind, data) in objects.items():
        entry = _header(_TYPES[kind], len(data)) + zlib.compress(data, 1)
        rows.append((bytes.fromhex(sha), zlib.crc32(entry), len(pack)))
        pack += entry
    if len(pack) >= _MOST_BYTES:
        raise ValueError("a pack of more than 2 GiB")
    checksum = _sha1(pack)
    name = f"pack-{checksum.hex()}"
    (folder / f"{name}.pack").write_bytes(pack + checksum)
    # The index comes last: git looks for packs by it.
    (folder / f"{name}.idx").write_bytes(_index(sorted(rows), checksum))


def _header(kind: int, size: int) -> bytes:
    """Type and size, four bits of the size beside the type and seven in each byte after it."""
    found, byte, rest = bytearray(), kind << 4 | size & 15, size >> 4
    while rest:
        found.append(byte | 128)
        byte, rest = rest & 127, rest >> 7
    found.append(byte)
    return bytes(found)


def _index(rows: list[tuple[bytes, int, int]], checksum: bytes) -> bytes:
    """Where each object lies, by name, with how many names begin with each byte or less."""
    begins = Counter(name[0] for name, _, _ in rows)
    fanout = accumulate(begins[byte] for byte in range(256))
    index = _INDEX_VERSION_2 + struct.pack(">256L", *fanout)
    index += b"".join(name for name, _, _ in rows)
    index += b"".join(struct.pack(">L", crc) for _, crc, _ in rows)
    index += b"".join(struct.pack(">L", offset) for _, _, offset in rows)
    index += checksum
    return index + _sha1(index)


def _sha1(data: bytes | bytearray) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()
