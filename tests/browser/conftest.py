"""A browser for the pages: Debian's Chromium, as a telephone, in light and dark."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

from tests.stories.conftest import app, clock, newsletter, options

__all__ = ["app", "clock", "newsletter", "options"]  # the fixtures of the stories

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


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        await started.close()


@pytest.fixture
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
