"""The demo in a browser: what somebody sees who looks around after its sample week."""

from ghapp.demo.show import play_sample
from tests.browser.conftest import ON_ONE_LOOP, picture

pytestmark = ON_ONE_LOOP


async def test_somebody_looks_around_after_the_demo(page, app):
    """Suggestions stand on the pull request, and the rollup and the board show the week."""
    assert await play_sample(app)
    pulls = f"{app.sandbox.url}/crabs/weekly"

    await page.goto(f"{pulls}/pulls")
    await page.get_by_role("link", name="Tutorial").click()
    await picture(page, "demo-suggestions")
    shown = await page.inner_text("main, body")
    assert "needs fixes" in shown
    assert "one click away" in shown

    await page.goto(f"{pulls}/pull/17")
    await picture(page, "demo-rollup")
    assert "Rollup of" in await page.inner_text("body")

    await page.goto(f"{app.app_url}/crabs/weekly")
    await picture(page, "demo-board")
    assert await page.get_by_role("heading", name="Still missing for publication").is_visible()
    assert await page.locator(f'a[href="{pulls}/pull/4"]').count() == 1
