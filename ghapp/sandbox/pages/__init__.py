"""The web pages: what a person sees on GitHub, to look at what the app did."""

from ghapp.sandbox.pages.server import add_pages

__all__ = ["add_pages"]
