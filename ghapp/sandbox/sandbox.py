"""Starting and stopping an embedded GitHub, and making repositories on it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from ghapp.sandbox.actions.committing import commit_files
from ghapp.sandbox.api.routing import Router
from ghapp.sandbox.api.server import ApiServer, RequestRecord
from ghapp.sandbox.deliveries import HookDeliveries
from ghapp.sandbox.git_store import GitStore
from ghapp.sandbox.handles import SandboxRepository
from ghapp.sandbox.mail import SandboxMail
from ghapp.sandbox.pages import add_pages
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.apps import HostedApp
from ghapp.sandbox.state.conversation import HostedUser
from ghapp.sandbox.state.repositories import HostedRepository
from ghapp.sandbox.troubles import SandboxTroubles
from ghapp.sandbox.world import HostedWorld, wall_clock

MOST_BODY = 100 * 1024 * 1024


class Sandbox(SandboxMail, SandboxTroubles):
    """An embedded GitHub over HTTP: its API, its web pages and its webhooks."""

    def __init__(self, site: Site, directory: Path) -> None:
        SandboxMail.__init__(self, site)
        SandboxTroubles.__init__(self, ApiServer(site))
        self._directory = directory
        self._runner: web.AppRunner | None = None

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
        world = HostedWorld(clock=clock)
        directory = Path(tempfile.mkdtemp(prefix="sandbox-"))
        sandbox = cls(Site(world, HookDeliveries(world, webhook_url)), directory)
        server = web.Application(client_max_size=MOST_BODY)
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
    def routes(self) -> Router:
        """What its API answers."""
        return self._api.router

    @property
    def requests(self) -> list[RequestRecord]:
        """Every API call so far."""
        return self._api.requests

    @property
    def app(self) -> HostedApp:
        """The app that is registered, as GitHub keeps it."""
        return self._site.world.app

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
            store = GitStore.create(path, default_branch)
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
            store.set_ref(f"refs/heads/{default_branch}", sha)
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
