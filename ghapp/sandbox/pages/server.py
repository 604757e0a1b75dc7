"""Serving the pages, and the few things a visitor can do on them: comment and press buttons."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web
from yarl import URL

from ghapp.sandbox.actions import checking
from ghapp.sandbox.actions import conversation as talking
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.pages import views
from ghapp.sandbox.pages.markdown import rendered
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import Actor, HostedIssue
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def add_pages(server: web.Application, site: Site) -> None:
    """Serves the pages of all repositories."""
    pages = Pages(site)
    repository = "/{owner}/{repo}"
    server.router.add_get("/", pages.home)
    server.router.add_get("/style.css", pages.style)
    server.router.add_post("/settings/apps/new", pages.register)
    server.router.add_post("/organizations/{org}/settings/apps/new", pages.register)
    server.router.add_get(repository, pages.pulls)
    server.router.add_get(f"{repository}/pulls", pages.pulls)
    server.router.add_get(f"{repository}/labels", pages.labels)
    server.router.add_get(rf"{repository}/{{kind:pull|issues}}/{{number:\d+}}", pages.pull)
    server.router.add_post(rf"{repository}/{{kind:pull|issues}}/{{number:\d+}}", pages.comment)
    server.router.add_get(rf"{repository}/runs/{{id:\d+}}", pages.run)
    server.router.add_post(rf"{repository}/runs/{{id:\d+}}", pages.press)
    server.router.add_get(f"{repository}/blob/{{ref}}/{{path:.+}}", pages.file)
    server.router.add_get(f"{repository}/commit/{{sha}}", pages.commit)


class Pages:
    """The handlers of the pages."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["ink"] = ink
        self._templates.filters["markdown"] = rendered

    async def home(self, _request: web.Request) -> web.Response:
        """The repositories."""
        found = [one for one in self.site.world.repositories.values() if one.parent is None]
        return self._page("home.html", repositories=found)

    async def style(self, _request: web.Request) -> web.Response:
        """The style sheet."""
        return web.Response(text=(HERE / "style.css").read_text(), content_type="text/css")

    async def pulls(self, request: web.Request) -> web.Response:
        """The pull requests of a repository."""
        repository = self._repository(request)
        state = request.query.get("state", "open")
        found = [pull for pull in reversed(repository.pulls) if state in ("all", pull.state)]
        shown = [(pull, views.runs(repository, pull)) for pull in found]
        counts = {
            name: sum(pull.state == name for pull in repository.pulls)
            for name in ("open", "closed")
        }
        return self._page(
            "pulls.html", repository=repository, pulls=shown, state=state, counts=counts
        )

    async def labels(self, request: web.Request) -> web.Response:
        """The labels of a repository."""
        return self._page("labels.html", repository=self._repository(request))

    async def pull(self, request: web.Request) -> web.Response:
        """A pull request: conversation, checks and diff."""
        repository = self._repository(request)
        issue = self._issue(request, repository)
        pull = issue if isinstance(issue, HostedPull) else None
        return self._page(
            "pull.html",
            repository=repository,
            issue=issue,
            pull=pull,
            entries=await views.conversation(repository, issue),
            files=await views.files(repository, pull) if pull else [],
            runs=views.runs(repository, pull) if pull else [],
            people=views.people(self.site, repository, issue),
            editors=views.editors(self.site, repository),
        )

    async def comment(self, request: web.Request) -> web.Response:
        """Somebody comments from the page."""
        repository = self._repository(request)
        issue = self._issue(request, repository)
        form = await _form(request)
        actor = Actor(self.site.world.user(form.get("author") or views.STRANGER))
        try:
            talking.add_comment(self.site, repository, issue, form.get("body", ""), actor)
        except ApiError as error:
            raise web.HTTPBadRequest(text=str(error.errors[0])) from error
        raise web.HTTPSeeOther(f"{request.path}#end")

    async def run(self, request: web.Request) -> web.Response:
        """A check run with everything it says."""
        repository = self._repository(request)
        run = self._run(request, repository)
        return self._page(
            "run.html",
            repository=repository,
            run=run,
            pulls=[pull for pull in repository.pulls if pull.head_sha == run.head_sha],
            editors=views.editors(self.site, repository),
        )

    async def press(self, request: web.Request) -> web.Response:
        """An editor presses a button of a check run, or Re-run."""
        repository = self._repository(request)
        run = self._run(request, repository)
        form = await _form(request)
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

    async def file(self, request: web.Request) -> web.Response:
        """A file at a branch or commit."""
        repository = self._repository(request)
        ref, path = request.match_info["ref"], request.match_info["path"]
        found = repository.git.commit(repository.branch(ref) or ref)
        entry = repository.git.entry(found.tree, path) if found else None
        data = repository.git.blob(entry.sha) if entry else None
        if data is None:
            raise web.HTTPNotFound
        lines = data.decode("utf-8", "replace").splitlines()
        return self._page("file.html", repository=repository, ref=ref, path=path, lines=lines)

    async def commit(self, request: web.Request) -> web.Response:
        """A commit and what it changed."""
        repository = self._repository(request)
        found = repository.git.commit(request.match_info["sha"])
        if found is None:
            raise web.HTTPNotFound
        before = found.parents[0] if found.parents else repository.git.write("tree", b"")
        changes = await repository.git.diff(before, found.sha)
        return self._page("commit.html", repository=repository, commit=found, files=changes)

    async def register(self, request: web.Request) -> web.Response:
        """The "new app" form: takes a manifest, and sends its owner back with a code."""
        form = await request.post()
        try:
            manifest = json.loads(str(form.get("manifest", "")))
            wanted = manifest["url"], manifest["hook_attributes"]["url"], manifest["name"]
            back = URL(manifest["redirect_url"])
        except (ValueError, KeyError, TypeError) as error:
            raise web.HTTPUnprocessableEntity(text=f"Invalid manifest: {error}") from error
        if not all(wanted) or not back.is_absolute():
            raise web.HTTPUnprocessableEntity(text="Invalid manifest: an address is missing")
        code = secrets.token_hex(20)
        self.site.world.manifest_codes.add(code)
        query = {"code": code} | (
            {"state": request.query["state"]} if "state" in request.query else {}
        )
        raise web.HTTPFound(back.update_query(query))

    def _page(self, name: str, **values: Any) -> web.Response:
        text = self._templates.get_template(name).render(**values)
        return web.Response(text=text, content_type="text/html", headers=HEADERS)

    def _repository(self, request: web.Request) -> HostedRepository:
        found = self.site.world.repository(
            f"{request.match_info['owner']}/{request.match_info['repo']}"
        )
        if found is None:
            raise web.HTTPNotFound
        return found

    def _issue(self, request: web.Request, repository: HostedRepository) -> HostedIssue:
        found = repository.issues.get(int(request.match_info["number"]))
        if found is None:
            raise web.HTTPNotFound
        return found

    def _run(self, request: web.Request, repository: HostedRepository) -> HostedCheckRun:
        found = repository.runs.get(int(request.match_info["id"]))
        if found is None:
            raise web.HTTPNotFound
        return found


def ink(color: str) -> str:
    """Whether dark or light text is readable on this colour."""
    try:
        red, green, blue = bytes.fromhex(color)
    except ValueError:
        return "dark"
    return "dark" if (red * 299 + green * 587 + blue * 114) / 1000 > 140 else "light"


async def _form(request: web.Request) -> dict[str, str]:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise web.HTTPForbidden(text="Forms of other sites are not taken.")
    form = await request.post()
    return {name: value for name, value in form.items() if isinstance(value, str)}
