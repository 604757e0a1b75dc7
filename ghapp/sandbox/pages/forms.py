"""The few things a visitor can do: comment, approve, merge and press buttons."""

from __future__ import annotations

from aiohttp import web

from ghapp.sandbox.actions import checking, merging, pull_facts, reviewing
from ghapp.sandbox.actions import conversation as talking
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.pages import views
from ghapp.sandbox.pages.rendering import PageServer
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.merges import MergeRequest
from ghapp.sandbox.state.repositories import HostedPull


class Forms(PageServer):
    """The handlers of the forms."""

    async def comment(self, request: web.Request) -> web.Response:
        """Somebody comments from the page."""
        repository = self._repository(request)
        issue = self._issue(request, repository)
        form = await own_form(request)
        actor = Actor(self.site.world.user(form.get("author") or views.STRANGER))
        try:
            talking.add_comment(self.site, repository, issue, form.get("body", ""), actor)
        except ApiError as error:
            raise web.HTTPBadRequest(text=str(error.errors[0])) from error
        raise web.HTTPSeeOther(f"{request.path}#end")

    async def decide(self, request: web.Request) -> web.Response:
        """An editor approves a pull request, or presses the merge button."""
        repository = self._repository(request)
        pull = self._issue(request, repository)
        if not isinstance(pull, HostedPull):
            raise web.HTTPNotFound
        form = await own_form(request)
        login = form.get("by", "")
        if login not in views.editors(self.site, repository):
            raise web.HTTPForbidden(text="Only editors may do that.")
        actor, place = Actor(self.site.world.user(login)), (self.site, repository, pull)
        try:
            if form.get("decision") == "merge":
                await pull_facts.test_merge(*place)
                merged = await merging.prepare_merge(*place, MergeRequest(), actor)
                await merging.finish_merge(*place, merged, actor)
            else:
                await reviewing.create_review(*place, reviewing.NewReview("APPROVE", ""), actor)
        except ApiError as error:
            raise web.HTTPConflict(text=error.message) from error
        raise web.HTTPSeeOther(f"/{repository.full_name}/pull/{pull.number}#end")

    async def press(self, request: web.Request) -> web.Response:
        """An editor presses a button of a check run, or Re-run."""
        repository = self._repository(request)
        run = self._run(request, repository)
        form = await own_form(request)
        editors = views.editors(self.site, repository)
        if not editors:
            raise web.HTTPForbidden(text="Nobody here may write to this repository.")
        login = form.get("by") or editors[0]
        actor = Actor(self.site.world.user(login))
        try:
            if form.get("identifier"):
                checking.press_button(self.site, repository, run, form["identifier"], actor)
            else:
                checking.rerequest_run(self.site, repository, run, actor)
        except (PermissionError, LookupError) as error:
            raise web.HTTPForbidden(text=str(error)) from error
        raise web.HTTPSeeOther(form.get("back") or request.path)


async def own_form(request: web.Request) -> dict[str, str]:
    """What a form of these pages sends."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise web.HTTPForbidden(text="Forms of other sites are not taken.")
    form = await request.post()
    return {name: value for name, value in form.items() if isinstance(value, str)}
