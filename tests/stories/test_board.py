"""The editors' board: the week at a glance, and for nobody's eyes but those it is meant for."""

import aiohttp


async def get(app, path: str, **options):
    """Somebody opens a page: its status, its headers and its text."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{app.app_url}{path}", allow_redirects=False, **options) as answer,
    ):
        return answer.status, answer.headers, await answer.text()


async def board(newsletter) -> str:
    status, _, text = await get(newsletter.app, "/crabs/weekly")
    assert status == 200
    return text


async def test_an_editor_sees_what_waits(newsletter):
    """A pull request stands under its section, with its state and one link to GitHub."""
    await newsletter.submit("Research", "* [How claws close](https://claws.example/paper)")
    bad = await newsletter.submit("Research", "* [A](https://a.example/x?utm_source=b)")

    text = await board(newsletter)

    assert text.index("Research</bdi>") < text.index('id="pull-1"') < text.index('id="pull-2"')
    assert text.count(f"/crabs/weekly/pull/{bad.number}") == 1
    assert "ready" in text
    assert "needs fixes" in text
    assert "How claws close" in text


async def test_a_view_asks_github_nothing(newsletter):
    """However often the board is opened, GitHub hears nothing of it."""
    await newsletter.submit("Research", "* [Paper](https://a.example/x)")
    before = len(newsletter.app.sandbox.requests)

    await board(newsletter)

    assert len(newsletter.app.sandbox.requests) == before
