"""What all pages for people share: one layout, one stylesheet, and headers that allow no more."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web
from markupsafe import Markup

HERE = Path(__file__).parent
CODE = re.compile(r"(`+)(.*?)(?<!`)\1(?!`)", re.DOTALL)


def page_headers(form_action: str = "'none'") -> dict[str, str]:
    """The headers of a page: no script, no frame, nothing from elsewhere.

    Args:
        form_action: where its forms may lead, in the words of the Content-Security-Policy.

    """
    return {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self';"
        f" form-action {form_action}; base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


class WebPages:
    """Fills in templates, and serves the stylesheet that all of them use."""

    def __init__(self) -> None:
        self._style = (HERE / "style.css").read_bytes()
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self._templates.filters["spans"] = with_spans
        # Its address changes with it, so that browsers may keep it.
        self._templates.globals["style"] = f"/style.css?{sha256(self._style).hexdigest()[:12]}"

    def add_routes(self, app: web.Application) -> None:
        """Serve what every page needs."""
        app.router.add_get("/style.css", self.show_style)

    def filled_in(self, template: str, **values: Any) -> str:
        """A page's HTML; what strangers wrote is escaped."""
        return self._templates.get_template(template).render(**values)

    def page(
        self, template: str, *, status: int = 200, form_action: str = "'none'", **values: Any
    ) -> web.Response:
        """A page as an answer."""
        return html_response(self.filled_in(template, **values), status, form_action)

    async def show_style(self, _request: web.Request) -> web.Response:
        """Answer GET /style.css."""
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return web.Response(
            body=self._style, content_type="text/css", headers=page_headers() | headers
        )


def html_response(text: str, status: int = 200, form_action: str = "'none'") -> web.Response:
    """HTML as an answer, with the headers of a page; nobody but the browser in front keeps it."""
    headers = page_headers(form_action) | {"Cache-Control": "private, no-cache"}
    body = text.encode("utf-8", "replace")  # JSON can hold half a character
    return web.Response(
        body=body, status=status, content_type="text/html", charset="utf-8", headers=headers
    )


def with_spans(text: str) -> Markup:
    """A sentence of the app's own, whose code spans are shown as such and all else escaped."""
    parts = CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part.strip()) if index % 3 == 2 else part
        for index, part in enumerate(parts)
        if index % 3 != 1
    )
