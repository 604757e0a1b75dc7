"""The web pages: what a person sees on GitHub, to look at what the app did."""

from aiohttp import web

from ghapp.sandbox.site import Site


def add_pages(server: web.Application, site: Site) -> None:
    """Serves the pages."""
