"""Answers kept with their ETag: asking again costs nothing of the rate limit if nothing changed."""

from __future__ import annotations

from cachetools import LRUCache

from ghapp.github.limits import Answer

_BYTES = 8 * 1024 * 1024
_OVERHEAD = 2048  # bytes, roughly, of the headers and the address


class ResponseCache:
    """The last answers to one installation; never shared, for they may be private.

    gidgethub's own cache is keyed by the address alone and holds decoded objects, whose size is
    unknown; this one holds bytes, and no more than a fixed number of them.
    """

    def __init__(self, largest: int = _BYTES) -> None:
        self._kept: LRUCache[str, Answer] = LRUCache(
            largest, getsizeof=lambda answer: len(answer.body) + _OVERHEAD
        )

    def get(self, url: str) -> Answer | None:
        """The answer that is kept, if there is one; it has an ETag."""
        return self._kept.get(url)

    def keep(self, url: str, answer: Answer) -> None:
        """Keep an answer that came with an ETag, unless it is larger than the whole cache."""
        is_small = len(answer.body) + _OVERHEAD <= self._kept.maxsize
        if answer.status == 200 and is_small and answer.headers.get("etag"):
            self._kept[url] = answer

    def forget(self, url: str) -> None:
        """Keep this answer no longer."""
        self._kept.pop(url, None)
