"""Whether a file or folder is as it was: told by sizes, times and checksums, as build tools do."""

from __future__ import annotations

import os
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    Fingerprint = list[int]  # size or count, newest time (ns), checksum: as JSON gives it back


def fingerprint(path: str, names_only: bool = False) -> Fingerprint | None:
    """What changes with the content of a file, or with a folder.

    Args:
        path: of a file, or of a folder with the files in it.
        names_only: of these files, the names are all that matters.

    Returns:
        Its fingerprint; None where there is nothing.

    """
    try:
        return _of_folder(path, names_only) if os.path.isdir(path) else _of_file(path)
    except OSError:
        return None


def _of_file(path: str) -> Fingerprint:
    with open(path, "rb") as file:
        status, content = os.fstat(file.fileno()), file.read()
    return [status.st_size, status.st_mtime_ns, zlib.crc32(content)]


def _of_folder(path: str, names_only: bool) -> Fingerprint:
    times, lines = [os.stat(path).st_mtime_ns], []
    with os.scandir(path) as entries:
        for entry in entries:
            lines.append(entry.name)
            if not names_only and entry.is_file():  # nobody reads what is in folders below
                status = entry.stat()
                times.append(status.st_mtime_ns)
                # The first time can be set back, the second one cannot.
                lines[-1] += f"\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ctime_ns}"
    listing = "\n".join(sorted(lines)).encode("utf-8", "surrogateescape")
    return [len(lines), max(times), zlib.crc32(listing)]
