"""Files on disk: read whole, and written whole or not at all."""

from __future__ import annotations

import os

from ghapp.local.problem import LocalProblem


def root_of(path: str) -> str | None:
    """The folder of the work tree that a file lies in; None outside of any."""
    folder = os.path.dirname(os.path.realpath(path))
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def read_file(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        LocalProblem: it cannot be read.

    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise LocalProblem(f"{path}: {error.strerror or error}") from error


def write_file(path: str, content: bytes) -> None:
    """Put these bytes in the place of a file's, all of them or none.

    Raises:
        LocalProblem: it cannot be written.

    """
    real = os.path.realpath(path)
    temporary = f"{real}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            file.write(content)
        os.chmod(temporary, os.stat(real).st_mode)
        os.replace(temporary, real)
    except OSError as error:
        if os.path.exists(temporary):
            os.remove(temporary)
        raise LocalProblem(f"{path}: {error.strerror or error}") from error
