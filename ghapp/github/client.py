"""What is asked of GitHub, as one installation or as the app: JSON, lists, bytes, and writes."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

from gidgethub import sansio

from ghapp.github.app_auth import Credentials
from ghapp.github.dry_run import summary
from ghapp.github.errors import typed_errors
from ghapp.github.limited_api import RAW, UNKEPT, LimitedAPI
from ghapp.github.limits import Timing
from ghapp.github.transport import JSON, Transport
from ghapp.ports.errors import TransientError

_log = logging.getLogger(__name__)


class Client(LimitedAPI):
    """The requests of one installation, or of the app itself."""

    def __init__(
        self,
        transport: Transport,
        credentials: Credentials,
        *,
        api_url: str,
        timing: Timing,
        dry_run: bool = False,
    ) -> None:
        super().__init__(transport, credentials, api_url=api_url, timing=timing)
        self.dry_run = dry_run

    async def read(self, path: str, *, keep: bool = True) -> Any:
        """GET one thing.

        Args:
            path: behind the API's address, quoted where needed.
            keep: whether to keep the answer, so that asking again is free while nothing changed.

        Returns:
            The decoded JSON, an object or a list.

        Raises:
            RequestRejected: GitHub said no; NotThere for 404 and 410.
            TransientError: GitHub failed, or a rate limit asks for a long wait.

        """
        with typed_errors(f"GET {path}"):
            answer = await self.getitem(path, accept=JSON, extra_headers=None if keep else UNKEPT)
        if not isinstance(answer, (dict, list)):
            raise TransientError(f"GET {path}: the answer is not JSON")
        return answer

    async def read_all(self, path: str, key: str | None = None, per_page: int = 100) -> list[Any]:
        """GET a list, all pages of it.

        Args:
            path: the list, with a query or without.
            key: where the list lies, when each page is an object.
            per_page: how many things GitHub gives at once; 100 is the most for nearly all lists.

        Returns:
            Everything in the list.

        Raises:
            RequestRejected, TransientError: as `read`.

        """
        return [item async for page in self.read_pages(path, key, per_page) for item in page]

    async def read_pages(
        self, path: str, key: str | None = None, per_page: int = 100
    ) -> AsyncIterator[list[Any]]:
        """GET a list page by page, so a caller can stop before its end; raises as `read_all`."""
        page: str | None = f"{path}{'&' if '?' in path else '?'}per_page={per_page}"
        while page is not None:
            with typed_errors(f"GET {path}"):
                items, following = await self._page(page, key)
            # A full last page stays as it is, ETag and all, when the list goes on behind it.
            if following is None and len(items) >= per_page:
                self._responses.forget(sansio.format_url(page, {}, base_url=self.base_url))
            yield items
            page = following

    async def _page(self, url: str, key: str | None) -> tuple[list[Any], str | None]:
        answer: Any  # gidgethub calls it bytes
        answer, following, _ = await self._make_request("GET", url, {}, b"", JSON)
        items = answer.get(key) if key is not None and isinstance(answer, dict) else answer
        if not isinstance(items, list):
            raise TransientError(f"GET {url}: the answer is not a list")
        return items, following

    async def read_bytes(self, path: str) -> bytes:
        """GET something raw; raises as `read`."""
        with typed_errors(f"GET {path}"):
            text = await self.getitem(path, accept=RAW, extra_headers=UNKEPT)
        return (text or "").encode("latin-1")

    async def write(self, method: str, path: str, data: Any = b"") -> Any:
        """POST, PATCH, PUT or DELETE; in a dry run only log what would be sent.

        Returns:
            The decoded answer; None in a dry run or when there is none.

        Raises:
            RequestRejected, TransientError: as `read`; Unprocessable for 422, Conflict for 409.

        """
        if self.dry_run:
            _log.info("would %s %s %s", method, path, summary(data))
            return None
        with typed_errors(f"{method} {path}"):
            answer, _, _ = await self._make_request(method, path, None, data, JSON)
        return answer
