"""Starting and stopping an embedded GitHub, and making repositories on it."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from ghapp.sandbox.actions.committing import commit_files
from ghapp.sandbox.api.limits import Budget, Fault
from ghapp.sandbox.api.server import ApiServer, RequestRecord
from ghapp.sandbox.deliveries import HookDeliveries
from ghapp.sandbox.git_store import GitStore
from ghapp.sandbox.handles import SandboxRepository
from ghapp.sandbox.hook_log import HookDelivery
from ghapp.sandbox.pages import add_pages
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import HostedUser
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.world import World, wall_clock

MOST_BODY = 100 * 1024 * 1024


class Sandbox:
    """An embedded GitHub over HTTP: its API, its web pages and its webhooks."""

    def __init__(self, site: Site, directory: Path) -> None:
        self._site = site
        self._directory = directory
        self._runner: web.AppRunner | None = None
        self._api = ApiServer(site)

    @classmethod
    async def start(
        cls,
        *,
        manifest: Mapping[str, Any],
        private_key_pem: str,
        app_id: int = 4711,
        slug: str = "ghapp",
        webhook_secret: str = "secret",  # noqa: S107 - of an app that exists only here
        host: str = "127.0.0.1",
        port: int = 0,
        webhook_url: str | None = None,
        clock: Callable[[], datetime] = wall_clock,
    ) -> Sandbox:
        """Starts the server, with one app registered from its manifest."""
        world = World(clock=clock)
        directory = Path(tempfile.mkdtemp(prefix="sandbox-"))
        sandbox = cls(Site(world, HookDeliveries(world, webhook_url)), directory)
        server = web.Application(client_max_size=MOST_BODY)
        server.router.add_route("*", "/api/v3", sandbox._api.answer)
        server.router.add_route("*", "/api/v3/{rest:.*}", sandbox._api.answer)
        server.router.add_route("*", "/api/{rest:.*}", sandbox._api.answer)
        add_pages(server, sandbox._site)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        await site.start()
        shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - not a bind
        world.url = f"http://{shown}:{runner.addresses[0][1]}"
        world.register(app_id, slug, private_key_pem, webhook_secret, dict(manifest))
        sandbox._runner = runner
        await sandbox._site.deliveries.start()
        return sandbox

    async def stop(self) -> None:
        """Stops the server and forgets everything."""
        await self._site.background.stop()
        await self._site.deliveries.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        for store in {repository.git for repository in self._site.world.repositories.values()}:
            store.close()
        shutil.rmtree(self._directory, ignore_errors=True)

    @property
    def url(self) -> str:
        """Where people look."""
        return self._site.world.url

    @property
    def api_url(self) -> str:
        """Where apps ask."""
        return self._site.world.api

    @property
    def webhook_url(self) -> str | None:
        """Where the app hears of events."""
        return self._site.deliveries.webhook_url

    @webhook_url.setter
    def webhook_url(self, url: str | None) -> None:
        self._site.deliveries.webhook_url = url

    @property
    def requests(self) -> list[RequestRecord]:
        """Every API call so far."""
        return self._api.requests

    @property
    def deliveries(self) -> list[HookDelivery]:
        """Every webhook delivery so far, oldest first."""
        return self._site.deliveries.log

    @property
    def app_login(self) -> str:
        """The account under which the app acts."""
        return self._site.world.app_actor.user.login

    # People and repositories

    def user(self, login: str, kind: str = "User") -> HostedUser:
        """An account, made on first mention."""
        return self._site.world.user(login, kind)

    async def create_repository(
        self,
        full_name: str,
        files: Mapping[str, bytes] | None = None,
        *,
        private: bool = False,
        default_branch: str = "main",
        owner_type: str = "Organization",
        from_clone: Path | None = None,
    ) -> SandboxRepository:
        """A new repository with one commit of these files, or with the history of a real one."""
        world = self._site.world
        owner_login, _, name = full_name.partition("/")
        path = self._directory / f"{world.next_id()}.git"
        if from_clone is not None:
            store = await GitStore.clone(from_clone, path)
            default_branch = await store.head_branch()
        else:
            store = await GitStore.create(path, default_branch)
        now = world.now()
        repository = HostedRepository(
            id=world.next_id(),
            owner=world.user(owner_login, owner_type),
            name=name,
            git=store,
            namespace="refs/",
            default_branch=default_branch,
            created_at=now,
            pushed_at=now,
            private=private,
        )
        world.repositories[full_name.lower()] = repository
        if from_clone is None:
            first = dict(files or {})
            author = repository.owner
            sha = commit_files(self._site, repository, None, dict(first), "Begin", author)
            await store.set_ref(f"refs/heads/{default_branch}", sha)
        return SandboxRepository(self._site, repository)

    def repository(self, full_name: str) -> SandboxRepository:
        """A repository that exists."""
        found = self._site.world.repository(full_name)
        if found is None:
            raise LookupError(f"there is no repository {full_name}")
        return SandboxRepository(self._site, found)

    def offer_manifest_code(self, code: str) -> None:
        """Lets `POST /app-manifests/{code}/conversions` succeed once, with the registered app."""
        self._site.world.manifest_codes.add(code)

    # Webhooks

    async def drained(self) -> None:
        """Waits until the app has answered every delivery that was queued."""
        await self._site.background.finished()
        await self._site.deliveries.drained()

    def hold_deliveries(self) -> None:
        """Keeps webhooks back until `release_deliveries`."""
        self._site.deliveries.hold()

    def release_deliveries(self, order: list[int] | None = None) -> None:
        """Sends what was held: all in order, or these positions, which may repeat or leave out."""
        self._site.deliveries.release(order)

    def hold_merges(self) -> None:
        """Keeps merges in the background pending until `release_merges`."""
        self._site.background.hold()

    def release_merges(self) -> None:
        """Lets merges in the background happen."""
        self._site.background.release()

    @property
    def held_deliveries(self) -> list[HookDelivery]:
        """What waits for `release_deliveries`."""
        return self._site.deliveries.held

    def redeliver(self, delivery: HookDelivery) -> HookDelivery:
        """Somebody presses Redeliver."""
        return self._site.deliveries.redeliver(delivery)

    # Trouble

    def fail_next(
        self,
        method: str,
        path_pattern: str,
        status: int = 500,
        headers: Mapping[str, str] | None = None,
        body: object = None,
        times: int = 1,
        delay: float = 0.0,
        after: bool = False,
    ) -> None:
        """Answers the next matching calls like this; status 0 drops the connection.

        With `after` the real work is done first, as when GitHub's answer is lost on its way.
        """
        fault = Fault(
            method=method.upper(),
            pattern=re.compile(path_pattern),
            status=status,
            headers=dict(headers or {}),
            body={"message": "Server Error"} if body is None else body,
            times=times,
            delay=delay,
            after=after,
        )
        self._api.faults.append(fault)

    def limit_secondary(
        self,
        method: str = "*",
        path_pattern: str = ".",
        *,
        status: int = 403,
        retry_after: int | None = None,
        times: int = 1,
    ) -> None:
        """Answers the next matching calls with GitHub's secondary rate limit."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        body = {
            "message": "You have exceeded a secondary rate limit. Please wait a few minutes "
            "before you try again.",
            "documentation_url": "https://docs.github.com/rest/overview/"
            "rate-limits-for-the-rest-api#about-secondary-rate-limits",
        }
        self.fail_next(method, path_pattern, status, headers, body, times)

    def budget(self, installation_id: int) -> Budget:
        """What an installation has left in this hour; `remaining` may be set."""
        return self._api.budgets.of(installation_id)
