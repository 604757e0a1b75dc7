"""GitHub's pages for a new app: its name confirmed, and the app installed on a repository."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from yarl import URL

from ghapp.sandbox.actions import installing, registering
from ghapp.sandbox.pages.forms import own_form
from ghapp.sandbox.pages.rendering import PageServer
from ghapp.sandbox.state.apps import HostedApp
from ghapp.sandbox.state.conversation import HostedUser, Json

SIGNED_IN = "app-owner"  # whose browser it is; every organisation is theirs too


class Registration(PageServer):
    """The handlers of these pages."""

    async def ask_name(self, request: web.Request) -> web.Response:
        """Another site's form brings a manifest: show the name, and the button."""
        owner = self._owner(request.match_info.get("org", ""))
        form = await request.post()
        text = str(form.get("manifest", ""))
        try:
            manifest = registering.read_manifest(text)
        except registering.ManifestRefused as error:
            return self._refused(manifest_error=str(error))
        return self._asked(manifest, text, owner, state=request.query.get("state"))

    async def create(self, request: web.Request) -> web.Response:
        """The button: the app is made, and its owner sent back with a code."""
        form = await own_form(request)
        owner = self._owner(form.get("org", ""))
        text = form.get("manifest", "")
        name, state = form.get("name", ""), form.get("state")
        try:
            manifest = registering.read_manifest(text)
        except registering.ManifestRefused as error:
            return self._refused(manifest_error=str(error))
        try:
            code = registering.register(self.site, manifest, owner, name)
        except registering.ManifestRefused as error:
            return self._asked(manifest | {"name": name}, text, owner, state, error=str(error))
        query = {"code": code} | ({"state": state} if state is not None else {})
        raise web.HTTPFound(_back(manifest).update_query(query))

    async def choose_repository(self, request: web.Request) -> web.Response:
        """Where an app may be installed: a private one only on its owner's repositories."""
        app = self._app(request)
        found = [
            one
            for one in self.site.world.repositories.values()
            if one.parent is None and (one.owner is app.owner or app.manifest.get("public"))
        ]
        onward = app.manifest.get("setup_url")
        allowed = str(URL(onward).origin()) if onward else ""
        return self._page("install.html", form_action=allowed, app=app, repositories=found)

    async def install(self, request: web.Request) -> web.Response:
        """The button: the app is installed, and its owner sent on to the app's setup page."""
        app = self._app(request)
        form = await own_form(request)
        repository = self.site.world.repository(form.get("repository", ""))
        if repository is None or not (repository.owner is app.owner or app.manifest.get("public")):
            raise web.HTTPNotFound
        made = installing.install(self.site, repository)
        onward = URL(app.manifest.get("setup_url") or f"/{repository.full_name}/pulls")
        query = {"installation_id": str(made.id), "setup_action": "install"}
        raise web.HTTPFound(onward.update_query(query) if onward.is_absolute() else onward)

    def _owner(self, organization: str) -> HostedUser:
        if not organization:
            return self.site.world.user(SIGNED_IN)
        found = self.site.world.users.get(organization.lower())
        if found is None or found.type != "Organization":
            raise web.HTTPNotFound
        return found

    def _app(self, request: web.Request) -> HostedApp:
        app = self.site.world.app
        if request.match_info["slug"] != app.slug:
            raise web.HTTPNotFound
        return app

    def _asked(
        self, manifest: Json, text: str, owner: HostedUser, state: str | None, error: str = ""
    ) -> web.Response:
        values: dict[str, Any] = {
            "manifest": manifest,
            "text": text,
            "owner": owner,
            "state": state,
            "error": error,
        }
        # A form's redirects count for the policy too.
        return self._page(
            "new_app.html", 422 if error else 200, str(_back(manifest).origin()), **values
        )

    def _refused(self, manifest_error: str) -> web.Response:
        return self._page("new_app.html", 422, "", manifest=None, error=manifest_error)


def _back(manifest: Json) -> URL:
    """Where the owner goes once the app is made."""
    return URL(str(manifest.get("redirect_url", manifest["url"])))
