"""Where caches lie, and how they are written; losing them is harmless."""

from __future__ import annotations

import os


def cache_file(name: str) -> str:
    """The path of a cache in `$XDG_CACHE_HOME/ghapp`."""
    root = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(root, "ghapp", name)


def save(path: str, content: bytes) -> None:
    """Write a cache in one piece; where that cannot be, the next process does the work again."""
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        return
