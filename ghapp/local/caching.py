"""Caches of plain values, a file each; losing them is harmless."""

from __future__ import annotations

import os
import time
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CHECK = 4  # bytes before the content that tell whether it is what was written
KEPT_DAYS = 90  # since a cache was last written: its folder may be gone for good


def name_for(kind: str, path: str) -> str:
    """The name of a cache of this kind for one path."""
    return f"{kind}-{zlib.crc32(os.fsencode(os.path.abspath(path))):08x}"


def load(name: str, form: str | int) -> tuple[Any, ...]:
    """The values that were saved last in this form; none where there are none, or broken ones."""
    try:
        with open(_path(name), "rb") as file:
            check, content = file.read(CHECK), file.read()
        if int.from_bytes(check, "big") != zlib.crc32(content):
            return ()
        return _unpacked(form, content)
    except (OSError, ValueError, TypeError):
        return ()


def _unpacked(form: str | int, content: bytes) -> tuple[Any, ...]:
    import json  # only where something is kept

    at = content.find(b"\n") + 1
    known, plain, sizes = json.loads(content[:at])
    if known != form:
        return ()
    values = []
    for value, size in zip(plain, sizes, strict=True):
        values.append(value if size is None else content[at : at + size])
        at += size or 0
    return tuple(values)


def _packed(form: str | int, values: tuple[Any, ...]) -> bytes:
    """One line of JSON, and behind it the bytes that it gives the sizes of."""
    import json

    raw = [value if isinstance(value, bytes) else None for value in values]
    plain = [value if data is None else None for value, data in zip(values, raw, strict=True)]
    sizes = [None if data is None else len(data) for data in raw]
    head = json.dumps([form, plain, sizes]).encode()
    return b"".join([head, b"\n", *(data for data in raw if data is not None)])


def save(name: str, form: str | int, *values: Any) -> None:
    """Write a cache in one piece; where that cannot be, the next process does the work again.

    Caches that were not written for a long time are removed at this occasion.

    Args:
        name: of the cache.
        form: what makes the values readable; values of another form are not read.
        values: what JSON knows (tuples come back as lists), and bytes.

    """
    path = _path(name)
    temporary = f"{path}.{os.getpid()}"
    try:
        content = _packed(form, values)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(zlib.crc32(content).to_bytes(CHECK, "big") + content)
        os.replace(temporary, path)
        _prune(os.path.dirname(path))
    except (OSError, ValueError, TypeError):  # TypeError: a value that JSON does not know
        return


def _prune(folder: str) -> None:
    """Remove the files that were last written too long ago."""
    oldest = time.time() - KEPT_DAYS * 24 * 60 * 60
    with os.scandir(folder) as found:
        for file in found:
            try:
                if file.is_file(follow_symlinks=False) and file.stat().st_mtime < oldest:
                    os.unlink(file)
            except OSError:  # not ours, or another process was quicker
                continue


def _path(name: str) -> str:
    """Where a cache lies: in `$XDG_CACHE_HOME/ghapp`, if that is no relative path."""
    root = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(root):
        root = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(root, "ghapp", name)
