"""The editors' board: the week at a glance, and for nobody's eyes but those it is meant for."""

import aiohttp

from ghapp.demo.sample import with_item
from ghapp.server.shelf import Shelf


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


async def test_nobody_sees_a_repository_that_became_private(newsletter):
    """With the delivery that tells of it, the board is gone, as if it had never been."""
    await newsletter.submit("Research", "* [Paper](https://a.example/x)")
    await board(newsletter)
    _, _, unknown = await get(newsletter.app, "/crabs/unknown")

    newsletter.repository.set_private(True)
    await newsletter.app.sandbox.drained()  # no job need have run

    status, _, text = await get(newsletter.app, "/crabs/weekly")
    assert (status, text) == (404, unknown)
    assert "crabs/weekly" not in (await get(newsletter.app, "/"))[2]


async def test_a_repository_that_is_public_again_is_shown_again(newsletter):
    """What was private for a while comes back with GitHub's own word."""
    newsletter.repository.set_private(True)
    await newsletter.app.settled()
    newsletter.repository.set_private(False)
    await newsletter.app.settled()

    await board(newsletter)


async def test_an_old_delivery_shows_nothing(newsletter):
    """A delivery from before, which comes late and says public, brings nothing back."""
    sandbox = newsletter.app.sandbox
    sandbox.hold_deliveries()
    await newsletter.submit("Research", "* [Paper](https://a.example/x)", settle=False)
    newsletter.repository.set_private(True)
    held = list(range(len(sandbox.held_deliveries)))
    sandbox.release_deliveries(held[::-1])
    await newsletter.app.settled()

    assert (await get(newsletter.app, "/crabs/weekly"))[0] == 404


async def test_the_app_taken_away_takes_the_board_away(newsletter):
    """Without the app there is no board."""
    await newsletter.repository.uninstall_app()
    await newsletter.app.sandbox.drained()

    assert (await get(newsletter.app, "/crabs/weekly"))[0] == 404


async def test_a_page_that_is_being_made_is_not_sent_any_more(newsletter, monkeypatch):
    """A repository that becomes private while its board is being made is not shown."""
    made = Shelf.rendered

    async def and_meanwhile(shelf, facts):
        newsletter.repository.set_private(True)
        await newsletter.app.sandbox.drained()
        return await made(shelf, facts)

    monkeypatch.setattr(Shelf, "rendered", and_meanwhile)

    assert (await get(newsletter.app, "/crabs/weekly"))[0] == 404


async def test_the_front_page_leads_to_the_only_board(newsletter):
    """Where there is one newsletter, its board is what one wants to see."""
    status, headers, _ = await get(newsletter.app, "/")

    assert (status, headers["Location"]) == (302, "/crabs/weekly")


async def test_the_front_page_lists_several_boards(newsletter):
    """Where there are two, one may choose; a private one is not among them."""
    files = newsletter.sample.files
    for name, private in (("crabs/monthly", False), ("crabs/secret", True)):
        other = await newsletter.app.sandbox.create_repository(name, files, private=private)
        await other.install_app()
    await newsletter.app.settled()

    status, _, text = await get(newsletter.app, "/")

    assert status == 200
    assert "/crabs/monthly" in text
    assert "/crabs/weekly" in text
    assert "secret" not in text


async def test_a_board_is_found_in_any_case(newsletter):
    """As on GitHub, names are the same in capitals."""
    assert (await get(newsletter.app, "/Crabs/WEEKLY"))[0] == 200


async def test_what_has_not_changed_is_not_sent_again(newsletter):
    """A browser that has the page already is told so."""
    _, headers, _ = await get(newsletter.app, "/crabs/weekly")

    status, _, text = await get(
        newsletter.app, "/crabs/weekly", headers={"If-None-Match": headers["ETag"]}
    )

    assert (status, text) == (304, "")


async def test_it_is_told_who_sent_what(newsletter):
    """A submission that was merged stands in the draft with the name of who sent it."""
    pull = await newsletter.submit("Research", "* [Paper](https://a.example/x)", author="mara")
    await pull.comment("editor", "/merge")

    text = await board(newsletter)

    assert "sent by <bdi>mara</bdi>" in text
    assert f'id="pull-{pull.number}"' not in text


async def test_the_rollup_names_its_members(newsletter):
    """Members are led to within the page; only the rollup itself is linked to GitHub."""
    pull = await newsletter.submit("Research", "* [Paper](https://a.example/x)")
    await pull.comment("editor", "/approve")
    await pull.comment("editor", "/rollup")

    text = await board(newsletter)

    assert "approved" in text
    rollup = text[text.index('id="rollup"') : text.index('id="sections"')]
    assert f'href="#pull-{pull.number}"' in rollup
    assert text.count(f"/crabs/weekly/pull/{pull.number}") == 1


async def test_words_of_strangers_do_no_harm(newsletter):
    """Scripts, images and addresses of other kinds do not reach the page, in no text of anybody."""
    item = (
        "* [x](javascript:alert(1)) <script>alert(1)</script> ![i](https://i.example/i.png)"
        ' <a href="https://ok.example/" onclick="x()" style="color:red">\u202ereversed</a>'
    )
    title = '"><script>alert(2)</script>\u202e'
    text = with_item(newsletter.draft_text, "Research", item)
    pull = await newsletter.repository.open_pull(
        author="ferris", title=title, branch="bad", files={newsletter.sample.draft: text}
    )
    await newsletter.app.settled()

    page = await board(newsletter)

    assert f'id="pull-{pull.number}"' in page
    for harm in ("<script", "javascript:", "<img", "onclick", "style=", "i.example"):
        assert harm not in page
    assert 'href="https://ok.example/" rel="nofollow noopener noreferrer"' in page


async def test_a_draft_of_300_kb_does_not_take_the_server_down(newsletter):
    """A huge draft is cut, with a word about how much more there is."""
    many = "\n".join(f"* [Link {n} {'[' * 60}](https://a.example/{n})" for n in range(3000))
    await newsletter.push(
        {newsletter.sample.draft: with_item(newsletter.draft_text, "Research", many)}
    )

    text = await board(newsletter)

    assert len(text) < 200 * 1024
    assert "more in the draft" in text


async def test_a_paused_newsletter_keeps_its_board(newsletter):
    """While the app is paused, what it knew is still there, and the board says so."""
    await newsletter.submit("Research", "* [Paper](https://a.example/x)")
    await newsletter.push({".github/ghapp.toml": "paused = true\n"})

    text = await board(newsletter)

    assert 'id="pull-1"' in text
    assert "paused" in text
