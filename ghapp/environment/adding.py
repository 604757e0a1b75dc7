"""Credentials added to the env file, which is tried first: GitHub hands them out only once."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

MODE = 0o600  # for the operator's eyes only
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_TRIAL = b"# Whether the App's credentials can be kept in this file.\n" * 128  # more than they take

_REASONS = {
    errno.ELOOP: "it is a symbolic link, and where it leads is not for the server to decide",
    errno.EISDIR: "it is a folder",
    errno.EROFS: "its file system is read-only",
    errno.EACCES: "the server may not write there",
    errno.EPERM: "the server may not write there, or not change who may read it",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "what should be its folder is a file",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "it may not grow so large",
}
_PASSING = frozenset({"overlay", "tmpfs", "ramfs", "aufs"})


class CannotAdd(Exception):
    """Nothing can be added to the file; the message ends a sentence that began with its name."""


def try_adding(path: Path) -> None:
    """Write as much as the credentials take, and take it back.

    The file is made where it is missing, and only its owner may read it from then on.

    Raises:
        CannotAdd: it cannot be written.

    """
    with _opened(path) as (file, size):
        try:
            _write(file, _TRIAL)
        finally:
            os.ftruncate(file, size)


def add(path: Path, variables: Mapping[str, str], remark: str) -> None:
    """Add variables behind what the file has, all of them or none.

    Args:
        path: the file.
        variables: what is added; values may have several lines.
        remark: a line that says where they come from.

    Raises:
        CannotAdd: it cannot be written; it is as it was.

    """
    lines = "".join(f"{line(name, value)}\n" for name, value in variables.items())
    with _opened(path) as (file, size):
        ends_line = size == 0 or os.pread(file, 1, size - 1) == b"\n"
        text = f"{'' if ends_line else chr(10)}# {remark}\n{lines}"
        try:
            _write(file, text.encode())
        except CannotAdd:
            os.ftruncate(file, size)
            raise


def line(name: str, value: str) -> str:
    r"""A variable as a line that env files, shells, Compose and systemd read alike.

    Several lines of a value are one, with a literal `\n` in quotes.
    """
    if value.isalnum():
        return f"{name}={value}"
    escaped = value.strip().replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{name}="{escaped}"'


def temporary_file_system(path: Path, mounts: str) -> str:
    """The kind of the file system where a file lies, if such ones often go with the container.

    Args:
        path: the file.
        mounts: `/proc/self/mounts`; empty where the system has none.

    """
    place = path.absolute().parent
    found = ""
    longest = -1
    for entry in mounts.splitlines():
        _, mounted, kind = [*entry.split(" "), "", "", ""][:3]
        point = Path(mounted.replace("\\040", " "))
        if point in (place, *place.parents) and len(point.parts) >= longest:
            found, longest = kind, len(point.parts)
    return found if found in _PASSING else ""


@contextmanager
def _opened(path: Path) -> Iterator[tuple[int, int]]:
    """The file, open for adding and readable for its owner only, and its size."""
    with _reasons():
        file = os.open(path, _FLAGS, MODE)
    try:
        with _reasons():
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode):
                raise CannotAdd("it is no file that lines can be added to")
            os.fchmod(file, MODE)
            if stat.S_IMODE(os.fstat(file).st_mode) != MODE:
                raise CannotAdd("its file system lets others read it")
        yield file, found.st_size
    finally:
        os.close(file)


@contextmanager
def _reasons() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        known = _REASONS.get(problem.errno or 0)
        reason = known or f"the system says “{problem.strerror or problem}”"
        raise CannotAdd(reason) from problem


def _write(file: int, content: bytes) -> None:
    with _reasons():
        written = 0
        while written < len(content):
            written += os.write(file, content[written:])
        os.fsync(file)
