"""The pages: repositories, pull requests, checks, files and commits."""

from __future__ import annotations

from aiohttp import web

from ghapp.sandbox.pages import conversation, views
from ghapp.sandbox.pages.forms import Forms
from ghapp.sandbox.pages.registration import Registration
from ghapp.sandbox.pages.rendering import HERE
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.repositories import HostedPull


def add_pages(server: web.Application, site: Site) -> None:
    """Serves the pages of all repositories."""
    pages = Pages(site)
    repository = "/{owner}/{repo}"
    server.router.add_get("/", pages.home)
    server.router.add_get("/style.css", pages.style)
    server.router.add_post("/settings/apps/new", pages.ask_name)
    server.router.add_post("/organizations/{org}/settings/apps/new", pages.ask_name)
    server.router.add_post("/settings/apps", pages.create)
    server.router.add_get("/apps/{slug}/installations/new", pages.choose_repository)
    server.router.add_post("/apps/{slug}/installations/new", pages.install)
    server.router.add_get(repository, pages.pulls)
    server.router.add_get(f"{repository}/pulls", pages.pulls)
    server.router.add_get(f"{repository}/labels", pages.labels)
    server.router.add_get(rf"{repository}/{{kind:pull|issues}}/{{number:\d+}}", pages.pull)
    server.router.add_post(rf"{repository}/{{kind:pull|issues}}/{{number:\d+}}", pages.comment)
    server.router.add_post(rf"{repository}/pull/{{number:\d+}}/decide", pages.decide)
    server.router.add_get(rf"{repository}/runs/{{id:\d+}}", pages.run)
    server.router.add_post(rf"{repository}/runs/{{id:\d+}}", pages.press)
    server.router.add_get(f"{repository}/blob/{{ref}}/{{path:.+}}", pages.file)
    server.router.add_get(f"{repository}/commit/{{sha}}", pages.commit)


class Pages(Forms, Registration):
    """The handlers of the pages."""

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
            entries=await conversation.conversation(repository, issue),
            files=await views.files(repository, pull) if pull else [],
            runs=views.runs(repository, pull) if pull else [],
            people=views.people(self.site, repository, issue),
            editors=views.editors(self.site, repository),
        )

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
