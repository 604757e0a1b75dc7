"""A browser for the pages: Debian's Chromium, as a telephone, in light and dark.

It is started once, so that these tests and their fixtures share one event loop.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

from ghapp.demo.running import Options, Running, running
from tests.databases import new_file
from tests.stories.conftest import Clock, Newsletter, clock, installed, options

__all__ = ["clock", "options"]  # the fixtures of the stories

ON_ONE_LOOP = pytest.mark.asyncio(loop_scope="session")

TELEPHONE = {"width": 360, "height": 740}
FLAGS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; without one the browser tests are left out, and the test run says so."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no chromium is installed (Debian: apt-get install chromium)")
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def started(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(started: Browser) -> AsyncIterator[Browser]:
    """The browser, which remembers nothing from one test to the next."""
    yield started
    for context in started.contexts:
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def app(tmp_path: Path, options: Options) -> AsyncIterator[Running]:
    new_file(tmp_path)
    async with running(tmp_path, options) as both:
        yield both


@pytest_asyncio.fixture(loop_scope="session")
async def newsletter(app: Running, clock: Clock) -> Newsletter:
    return await installed(app, clock)


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """A page on a telephone."""
    return await telephone(browser)


async def telephone(browser: Browser, *, dark: bool = False, **options: Any) -> Page:
    """A new page on a telephone. JavaScript is for axe alone: no page may bring any."""
    context = await browser.new_context(
        viewport=TELEPHONE, color_scheme="dark" if dark else "light", **options
    )
    return await context.new_page()


async def grave_faults(page: Page) -> list[str]:
    """What axe finds on a page that keeps people from using it, a line each."""
    found = await Axe().run(page)
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes'][:3]]}"
        for one in found.response["violations"]
        if one["impact"] in GRAVE
    ]


async def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    width = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(await page.evaluate(width))


async def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page, where GHAPP_TEST_PICTURES names a folder for them."""
    folder = os.environ.get("GHAPP_TEST_PICTURES")
    if folder:
        await page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)
