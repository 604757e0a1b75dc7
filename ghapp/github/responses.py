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
        self._kept: LRUCache[tuple[str, str], Answer] = LRUCache(
            largest, getsizeof=lambda answer: len(answer.body) + _OVERHEAD
        )

    def etag(self, url: str, accept: str) -> str | None:
        """The ETag to send with a request, if an answer is kept."""
        kept = self._kept.get((url, accept))
        return None if kept is None else kept.headers["etag"]

    def settle(self, url: str, accept: str, answer: Answer) -> Answer:
        """Give the kept answer for "not modified" (304), and keep a new one."""
        key = (url, accept)
        if answer.status == 304 and (kept := self._kept.get(key)) is not None:
            return kept
        is_small = len(answer.body) + _OVERHEAD <= self._kept.maxsize
        if answer.status == 200 and is_small and answer.headers.get("etag"):
            self._kept[key] = answer
        return answer
