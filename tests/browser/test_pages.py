"""The ground that all pages stand on: readable on a telephone, by keyboard, in light and dark."""

import pytest

from tests.browser.conftest import ON_ONE_LOOP, grave_faults, picture, scrolls_sideways, telephone

pytestmark = ON_ONE_LOOP


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_the_front_page_can_be_used_by_everybody(browser, app, dark):
    """A page fits a telephone, and axe finds nothing that keeps anybody from using it."""
    page = await telephone(browser, dark=dark)

    await page.goto(app.app_url)
    await picture(page, f"front-{'dark' if dark else 'light'}")

    assert await grave_faults(page) == []
    assert not await scrolls_sideways(page)


async def test_the_first_key_leads_past_the_header(page, app):
    """Somebody with a keyboard comes to the content with one key."""
    await page.goto(app.app_url)

    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    await page.wait_for_url("**/#main")
    await page.wait_for_function("document.activeElement.id === 'main'")
