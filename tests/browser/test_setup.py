"""The set-up as a person goes through it, on a telephone, without JavaScript."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page

from ghapp.demo.running import Options
from ghapp.demo.setting_up import SettingUp, setting_up
from ghapp.engine import Pace
from tests.browser.conftest import ON_ONE_LOOP, grave_faults, picture, scrolls_sideways
from tests.databases import new_file

pytestmark = ON_ONE_LOOP


@pytest_asyncio.fixture(loop_scope="session")
async def both(tmp_path: Path, private_key: str) -> AsyncIterator[SettingUp]:
    """A server without credentials, beside an embedded GitHub."""
    new_file(tmp_path)
    async with setting_up(tmp_path, Options(key=private_key, pace=Pace(poll=0.05))) as started:
        yield started


async def look(page: Page, name: str) -> None:
    """Keep a picture; anybody can use the page."""
    await picture(page, f"setup-{name}")
    assert await grave_faults(page) == []
    assert not await scrolls_sideways(page)


async def test_a_person_sets_the_server_up(page, both):
    """Three pages of ours and two of GitHub's, with the browser's own policies in force."""
    await both.sandbox.create_repository("crabs/weekly", {"README.md": b"Crabs\n"})
    await page.goto(f"{both.environment.url}/setup")
    await look(page, "refused")
    await page.goto(both.address)
    await page.get_by_label("An organisation's").check()
    await page.get_by_role("button", name="Go on").click()
    await look(page, "choice")
    await page.get_by_label("Which organisation").fill("crabs")
    await page.get_by_label("Its name").fill("Crab Bot")
    await page.get_by_role("button", name="Go on").click()
    await look(page, "offer")
    await page.get_by_role("button", name="Register it on GitHub").click()
    await page.get_by_role("button", name="Create GitHub App for crabs").click()
    await page.wait_for_url(f"{both.environment.url}/setup/credentials")
    await look(page, "credentials")

    await page.get_by_role("link", name="Install Crab Bot").click()
    await page.get_by_role("button", name="Install").click()
    await page.wait_for_url(f"{both.environment.url}/?*")
    await (await both.at_work()).settled()
    answers = {one.event: one.status_code for one in both.sandbox.deliveries}
    assert answers["installation"] == 202
