"""Somebody with a browser, for the demo and its tests: follows links and redirects, sends forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

import aiohttp
from yarl import URL


@dataclass(slots=True)
class SeenForm:
    """A form of a page, and what it sends if nobody changes anything."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class SeenPage(HTMLParser):
    """A page that was loaded."""

    def __init__(self, url: URL, status: int, headers: Mapping[str, str], text: str) -> None:
        super().__init__()
        self.url = url
        self.status = status
        self.headers = headers
        self.text = ""
        self.forms: list[SeenForm] = []
        self.links: dict[str, str] = {}  # where they lead, by their text
        self.blocks: list[str] = []  # what is shown as it is, to be copied
        self._within: list[str] = []
        self._link = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms, links and blocks."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(SeenForm(given.get("action", "")))
        elif tag == "input" and (given.get("type") != "radio" or "checked" in given):
            self.forms[-1].fields[given["name"]] = given.get("value", "")
        elif tag == "a":
            self._link = given.get("href", "")
        elif tag == "pre":
            self.blocks.append("")
        if tag not in {"input", "meta", "link"}:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note the text, and what it belongs to."""
        self.text += data
        if "a" in self._within:
            self.links[" ".join(data.split())] = self._link
        if "pre" in self._within:
            self.blocks[-1] += data


class Visitor:
    """A browser with its cookies."""

    def __init__(self) -> None:
        self.cookies = aiohttp.CookieJar(unsafe=True)  # of addresses without a name too
        self._session = aiohttp.ClientSession(cookie_jar=self.cookies)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def open(self, url: str | URL, *, follow: bool = True) -> SeenPage:
        """Type an address, or follow a link."""
        async with self._session.get(url, allow_redirects=follow) as answer:
            return SeenPage(answer.url, answer.status, answer.headers, await answer.text())

    async def send(self, page: SeenPage, *, follow: bool = True, **fields: str) -> SeenPage:
        """Fill in fields of a page's first form and send it."""
        form = page.forms[0]
        url = page.url.join(URL(form.action)) if form.action else page.url
        filled_in = form.fields | fields
        async with self._session.post(url, data=filled_in, allow_redirects=follow) as answer:
            return SeenPage(answer.url, answer.status, answer.headers, await answer.text())
