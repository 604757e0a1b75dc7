"""Templates filled in, and what a page is about, found by its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from ghapp.sandbox.pages.markdown import rendered
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import HostedIssue
from ghapp.sandbox.state.repositories import HostedRepository

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class PageServer:
    """What all pages need."""

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

    def _page(
        self, name: str, status: int = 200, form_action: str = "", **values: Any
    ) -> web.Response:
        text = self._templates.get_template(name).render(**values)
        found = web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
        if form_action:  # stands last in the policy
            found.headers["Content-Security-Policy"] += f" {form_action}"
        return found

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
