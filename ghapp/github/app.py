"""The app's own identity on GitHub: its name, where it is installed, the way to a repository."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial

import aiohttp
from cachetools import LRUCache

from ghapp.github.access import Access, Speaker
from ghapp.github.app_auth import (
    AppCredentials,
    AppKey,
    Credentials,
    InstallationCredentials,
    InstallationTokens,
)
from ghapp.github.caches import Caches
from ghapp.github.client import Client
from ghapp.github.errors import NotThere
from ghapp.github.hook_log import HookLog
from ghapp.github.limits import Timing
from ghapp.github.repository import GitHubRepository
from ghapp.github.transport import Transport
from ghapp.ports.errors import RequestRejected, TransientError

_MOST_CLIENTS = 256
_ACCEPTED_FOR = 60.0  # seconds that a check of the credentials holds
_REFUSED_FOR = 10.0


class GitHubApp:
    """The app on GitHub; make it inside the running event loop, and close it in the end."""

    def __init__(
        self,
        key: AppKey,
        *,
        api_url: str,
        dry_run: bool = False,
        timing: Timing | None = None,
        session: aiohttp.ClientSession | None = None,
    ) -> None:
        """Speak for the app.

        Args:
            key: its id and private key.
            api_url: where every call goes.
            dry_run: read everything, write nothing, log what would be written.
            timing: the clock, in tests.
            session: connections to use instead of own ones; whoever made them closes them.

        """
        self._key = key
        self._api_url = api_url
        self._dry_run = dry_run
        self._timing = timing or Timing()
        self._owns_session = session is None
        self._session = session or aiohttp.ClientSession()
        self._transport = Transport(self._session, self._timing)
        credentials = AppCredentials(key, self._timing.time)
        # A dry run reads with tokens, and asking for one is a POST.
        self._client = self._client_as(credentials, dry_run=False)
        self.hook_log = HookLog(self._client, self._client_as(credentials, dry_run=dry_run))
        self._tokens = InstallationTokens(self._create_token, self._timing.time)
        self._clients: LRUCache[int, Client] = LRUCache(_MOST_CLIENTS)
        self._caches = Caches(self._timing.time)
        self._slug = ""
        self._asking = asyncio.Lock()
        self._verdict: tuple[float, Exception | None] = (0.0, None)  # good until, what was wrong

    async def slug(self) -> str:
        """The app's slug, asked for once.

        Raises:
            RequestRejected, TransientError: as `check_credentials`.

        """
        if not self._slug:
            await self.check_credentials()
        return self._slug

    async def check_credentials(self) -> None:
        """Ask GitHub whether it accepts the credentials; the answer holds for some seconds.

        Raises:
            RequestRejected: GitHub knows no such app, or does not accept its key; the message says
                why.
            TransientError: GitHub cannot be reached.

        """
        async with self._asking:
            if self._timing.time() >= self._verdict[0]:
                self._verdict = await self._ask()
        problem = self._verdict[1]
        if problem is not None:
            raise problem.with_traceback(None)

    async def _ask(self) -> tuple[float, Exception | None]:
        try:
            answer = await self._client.read("/app", keep=False)
        except (RequestRejected, TransientError) as problem:
            return self._timing.time() + _REFUSED_FOR, problem
        self._slug = str(answer["slug"])
        return self._timing.time() + _ACCEPTED_FOR, None

    async def installations(self) -> Sequence[int]:
        """The ids of all installations that are not suspended."""
        found = await self._client.read_all("/app/installations")
        return [item["id"] for item in found if not item.get("suspended_at")]

    async def repositories(self, installation: int) -> Mapping[str, bool]:
        """The repositories ("owner/name") that an installation can write to: whether all see it."""
        path = "/installation/repositories"
        found = await self._client_of(installation).read_all(path, "repositories")
        return {
            item["full_name"]: item.get("private") is False
            for item in found
            if not item.get("archived")
        }

    async def repository(self, installation: int, name: str) -> GitHubRepository:
        """A repository through an installation; asks GitHub for nothing but the slug, once."""
        speaker = Speaker(self._key.app_id, await self.slug())
        client = self._client_of(installation)
        access = Access(client, installation, name, speaker, self._caches)
        return GitHubRepository(access, partial(self._granted, installation))

    def remaining(self) -> Mapping[int, int]:
        """How many requests each installation has left in its hour, as GitHub last said."""
        found = {number: client.remaining for number, client in self._clients.items()}
        return {number: left for number, left in found.items() if left is not None}

    async def close(self) -> None:
        """Close the connections, if they are the app's own."""
        if self._owns_session:
            await self._session.close()

    def _client_of(self, installation: int) -> Client:
        client = self._clients.get(installation)
        if client is None:
            credentials = InstallationCredentials(self._tokens, installation)
            client = self._client_as(credentials, dry_run=self._dry_run)
            self._clients[installation] = client
        return client

    def _client_as(self, credentials: Credentials, *, dry_run: bool) -> Client:
        return Client(
            self._transport,
            credentials,
            api_url=self._api_url,
            timing=self._timing,
            dry_run=dry_run,
        )

    async def _granted(self, installation: int) -> Mapping[str, str]:
        """The permissions of an installation."""
        for item in await self._client.read_all("/app/installations"):
            if item["id"] == installation:
                granted: Mapping[str, str] = item["permissions"]
                return granted
        return {}

    async def _create_token(self, installation: int) -> tuple[str, str]:
        path = f"/app/installations/{installation}/access_tokens"
        try:
            answer = await self._client.write("POST", path)
        except NotThere as problem:  # not to be taken for the thing that was asked for
            raise RequestRejected(
                f"the app is not installed there (any more): {problem}"
            ) from problem
        return answer["token"], answer["expires_at"]
