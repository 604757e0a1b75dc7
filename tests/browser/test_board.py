"""The board in a browser: on a telephone, by keyboard, in light and dark, with texts of anybody."""

from ghapp.demo.sample import with_item
from tests.browser.conftest import ON_ONE_LOOP, grave_faults, picture, scrolls_sideways, telephone

pytestmark = ON_ONE_LOOP

NASTY = (
    "* [](https://empty.example/) <ul>list</ul><li>item [![i](https://i.example/i.png)]"
    "(https://picture.example/) \u202ereversed `" + "long" * 60 + "`"
)


async def week(newsletter) -> None:
    """A week in which all kinds of things wait."""
    pull = await newsletter.submit("Research", "* [How claws close](https://claws.example/paper)")
    await newsletter.submit("Research", "* [A](https://a.example/x?utm_source=b)")
    await newsletter.change({"tool.py": "print()\n"})
    await newsletter.repository.open_pull(
        author="ferris",
        title="\u202e" + "W" * 200,
        branch="nasty",
        files={newsletter.sample.draft: with_item(newsletter.draft_text, "Miscellaneous", NASTY)},
    )
    await pull.comment("editor", "/approve")
    await pull.comment("editor", "/rollup")
    await pull.comment("editor", "/close nothing")


async def test_everybody_can_use_the_board(browser, newsletter):
    """It fits a telephone in light and dark, and axe finds nothing that keeps anybody out."""
    await week(newsletter)
    for dark in (False, True):
        page = await telephone(browser, dark=dark)

        await page.goto(f"{newsletter.app.app_url}/crabs/weekly")
        await picture(page, f"board-{'dark' if dark else 'light'}")

        assert await grave_faults(page) == []
        assert not await scrolls_sideways(page)
        assert await page.locator("script, img, iframe").count() == 0


async def test_a_member_leads_to_its_place_by_keyboard(page, newsletter):
    """Somebody without a mouse comes from the rollup to the pull request, and on to GitHub."""
    await week(newsletter)
    await page.goto(f"{newsletter.app.app_url}/crabs/weekly")

    await page.locator("#rollup ~ ul a").first.focus()
    await page.keyboard.press("Enter")
    await page.wait_for_function("document.querySelector(':target')?.id === 'pull-1'")
    await page.keyboard.press("Tab")

    address = await page.evaluate("document.activeElement.href")
    assert address == f"{newsletter.app.sandbox.url}/crabs/weekly/pull/1"
