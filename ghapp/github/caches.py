"""Caches: blobs and trees, which never change under their SHA, and facts about repositories.

Everything is kept by installation and repository, so that nothing private reaches another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from cachetools import Cache, LRUCache, TTLCache

from ghapp.ports.values import RepositoryFacts

_K = TypeVar("_K")
_V = TypeVar("_V")
Key = tuple[int, str, str]  # installation, "owner/name", SHA

_BLOB_BYTES: Final = 64 * 1024 * 1024
_TREE_BYTES: Final = 16 * 1024 * 1024
_PATH_OVERHEAD: Final = 250  # bytes, roughly, of two strings and their place in a mapping
_MOST_REPOSITORIES: Final = 1000
_FACTS_SECONDS: Final = 60


class Caches:
    """The caches of one process, each of a bounded size."""

    def __init__(self, time: Callable[[], float]) -> None:
        self.blobs: Cache[Key, bytes] = LRUCache(_BLOB_BYTES, getsizeof=len)
        self.trees: Cache[Key, Mapping[str, str]] = LRUCache(_TREE_BYTES, getsizeof=_tree_size)
        self.facts: Cache[tuple[int, str], RepositoryFacts] = TTLCache(
            _MOST_REPOSITORIES, _FACTS_SECONDS, timer=time
        )


def keep(cache: Cache[_K, _V], key: _K, value: _V) -> _V:
    """Keep a value, unless it alone is larger than the cache; returns it."""
    try:
        cache[key] = value
    except ValueError:  # cachetools: "value too large"
        cache.pop(key, None)
    return value


def _tree_size(paths: Mapping[str, str]) -> int:
    return sum(len(path) + _PATH_OVERHEAD for path in paths) + _PATH_OVERHEAD
