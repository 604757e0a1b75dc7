"""The set-up over real HTTP: one browser in, one App out, and every wrong turn told."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from yarl import URL

from ghapp.demo.running import Options
from ghapp.demo.setting_up import SettingUp, setting_up
from ghapp.demo.visitor import SeenPage, Visitor
from ghapp.engine import Pace
from ghapp.environment import Environment, with_env_file
from ghapp.sandbox import Sandbox
from ghapp.server.app import SETTING_UP
from tests.databases import new_file
from tests.server.conftest import Server


@pytest.fixture
async def both(tmp_path: Path, private_key: str) -> AsyncIterator[SettingUp]:
    """A whole server without credentials, beside an embedded GitHub."""
    new_file(tmp_path)
    async with setting_up(tmp_path, Options(key=private_key, pace=Pace(poll=0.05))) as started:
        yield started


@pytest.fixture
async def visitor() -> AsyncIterator[Visitor]:
    async with Visitor() as one:
        yield one


@pytest.fixture
async def stranger() -> AsyncIterator[Visitor]:
    async with Visitor() as one:
        yield one


async def test_from_nothing_to_an_app_at_work(both, visitor, tmp_path, caplog):
    """The credentials are shown once and kept, the server works, and no secret is in its log."""
    await both.sandbox.create_repository("crabs/weekly", {"README.md": b"Crabs\n"})
    caplog.set_level(logging.DEBUG)
    first = await visitor.open(both.address)
    page = await visitor.send(first, owner="organization", organization="crabs", name="Crab Bot")
    assert (page.url.path, page.url.query_string) == ("/setup/register", "")
    on_github = await visitor.send(page)
    assert "Create GitHub App for crabs" in on_github.text

    shown = await visitor.send(on_github)
    app = both.sandbox.app
    here, file = both.environment.url, tmp_path / "ghapp.env"
    assert (shown.status, str(shown.url)) == (200, f"{here}/setup/credentials")
    assert shown.blocks == file.read_text().splitlines()[1:]
    assert file.stat().st_mode & 0o777 == 0o600
    read = Environment.read(with_env_file({"GHAPP_ENV_FILE": str(file)}))
    assert (read.app_id, read.webhook_secret) == (app.id, app.webhook_secret)
    assert read.private_key.strip() == app.private_key.strip()

    running = await both.at_work()
    install = await visitor.open(shown.links["Install Crab Bot"])
    home = await visitor.send(install)
    await running.settled()
    assert home.url.with_query(None) == URL(f"{here}/")
    answers = {one.event: one.status_code for one in both.sandbox.deliveries}
    assert answers["installation"] == 202
    for path in ("/setup", "/setup/credentials", "/setup/callback?code=x&state=y"):
        gone = await visitor.open(here + path)
        assert gone.status == 404
        assert "This server is set up" in gone.text
    token = both.address.partition("token=")[2]
    for secret in (token, app.webhook_secret, app.private_key.splitlines()[3], "code=", "state="):
        assert secret not in caplog.text


@dataclass
class Pages:
    """A server in setup mode, and a browser in front of it."""

    server: Server
    visitor: Visitor
    env_file: Path

    @property
    def address(self) -> URL:
        """What the log says, at the port that the test has."""
        return URL(self.server.url).join(URL(self.server.app[SETTING_UP].address).relative())

    async def open(self, path: str) -> SeenPage:
        return await self.visitor.open(self.server.url + path)

    async def offered(self, **fields: str) -> SeenPage:
        """The page with the button."""
        first = await self.visitor.open(self.address)
        return await self.visitor.send(first, **{"owner": "account", "name": "Crab Bot", **fields})

    async def sent_back(self) -> URL:
        """Where GitHub sends the browser with a code, not yet followed."""
        on_github = await self.visitor.send(await self.offered())
        answer = await self.visitor.send(on_github, follow=False)
        return URL(answer.headers["Location"])


@pytest.fixture
async def pages(serve, sandbox: Sandbox, visitor: Visitor, tmp_path: Path) -> Pages:
    file = tmp_path / "ghapp.env"
    variables = {"GITHUB_API_URL": sandbox.api_url, "GHAPP_ENV_FILE": str(file), "PORT": "0"}
    return Pages(await serve(Environment.read(variables)), visitor, file)


async def test_the_manifest_asks_for_what_the_app_needs(pages, sandbox):
    """Its addresses are the server's, its access is what `app.yaml` says, and it is private."""
    page = await pages.offered()
    here = pages.server.url
    manifest = json.loads(page.forms[0].fields["manifest"])

    assert page.forms[0].action.startswith(f"{sandbox.url}/settings/apps/new?state=")
    assert manifest["name"] == "Crab Bot"
    assert manifest["hook_attributes"]["url"] == f"{here}/webhook"
    assert manifest["redirect_url"] == f"{here}/setup/callback"
    assert (manifest["url"], manifest["setup_url"]) == (here, f"{here}/")
    assert manifest["public"] is False
    assert manifest["default_permissions"]["contents"] == "write"
    policy = page.headers["Content-Security-Policy"]
    assert f"form-action 'self' {sandbox.url}/settings/apps/new;" in policy


async def test_every_page_is_kept_by_nobody_and_tells_nobody(pages):
    """No cache keeps a page of the set-up, and no address of it goes along as Referer."""
    refused = await pages.open("/setup")
    entered = await pages.visitor.open(pages.address, follow=False)
    inside = [
        await pages.open(path) for path in ("/setup", "/setup/register", "/setup/credentials")
    ]

    for page in (refused, entered, *inside):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
    assert (entered.status, entered.headers["Location"]) == (303, "/setup")
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert [page.url.path for page in inside] == ["/setup"] * 3


async def test_behind_https_the_cookie_goes_there_only(serve, stranger):
    """What GHAPP_URL says holds, whatever the proxy in front says."""
    server = await serve(Environment.read({"GHAPP_URL": "https://crabs.example", "PORT": "0"}))
    address = server.app[SETTING_UP].address
    assert address.startswith("https://crabs.example/setup?token=")

    page = await stranger.open(server.url + URL(address).path_qs, follow=False)

    assert "Secure" in page.headers["Set-Cookie"]


async def test_a_second_person_is_not_let_in(pages, stranger):
    """Who opens the address later learns that it was used, and what to do."""
    await pages.visitor.open(pages.address)
    again = await pages.visitor.open(pages.address)
    second = await stranger.open(pages.address)

    assert (again.status, again.url.path) == (200, "/setup")
    assert second.status == 403
    assert "restart the server" in second.text
    assert (await stranger.open(pages.server.url + "/setup")).status == 403


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", "?token=%F0%9F%A6%80", "?token"])
async def test_nobody_is_let_in_without_the_token(pages, query):
    """The page says where the address stands, and shows nothing else."""
    page = await pages.open(f"/setup{query}")

    assert page.status == 403
    assert "log" in page.text
    assert page.forms == []


@pytest.mark.parametrize("path", ["/setup/register", "/setup/credentials", "/setup/callback"])
async def test_a_cookie_of_another_start_opens_nothing(pages, path):
    """After a restart everything is as for a stranger."""
    pages.visitor.cookies.update_cookies({"ghapp_setup": "of-an-earlier-start"})
    page = await pages.open(path)

    assert page.status == 403
    assert "log" in page.text


async def test_a_choice_that_cannot_be_is_shown_with_its_fault(pages):
    """What was written stays in the form, and what is wrong stands beside it."""
    page = await pages.offered(owner="organization", organization="<b>crabs", name="")

    assert page.status == 422
    assert page.forms[0].fields["organization"] == "<b>crabs"
    assert "letters, digits and hyphens" in page.text
    assert "needs a name" in page.text


@pytest.mark.parametrize(
    "change", [{"state": "forged"}, {"state": None}, {"code": None}, {"code": "a/b"}]
)
async def test_a_way_back_that_was_not_ours_takes_nothing_over(pages, change):
    """A forged, old or missing state gives no App, and neither does a missing code."""
    back = await pages.sent_back()
    query = {name: value for name, value in {**back.query, **change}.items() if value is not None}
    page = await pages.visitor.open(back.with_query(query))

    assert page.status == 403
    assert "Nothing was taken over" in page.text
    assert pages.env_file.read_text() == ""
    assert (await pages.visitor.open(back)).url.path == "/setup/credentials"


async def test_a_stranger_with_the_right_state_takes_nothing_over(pages, stranger):
    """The state is worth something in one browser only."""
    back = await pages.sent_back()

    assert (await stranger.open(back)).status == 403
    assert pages.env_file.read_text() == ""


async def test_a_code_that_was_used_or_is_old(pages):
    """The page says what became of the App, and how to go on."""
    back = await pages.sent_back()
    page = await pages.visitor.open(back.update_query(code="0" * 40))

    assert page.status == 410
    assert "works once, and for one hour" in page.text
    assert pages.env_file.read_text() == ""


async def test_a_page_that_is_loaded_anew_frightens_nobody(pages):
    """GitHub's code works once, and so the way back may be gone twice; secrets are shown once."""
    back = await pages.sent_back()
    shown = await pages.visitor.open(back)
    again = await pages.visitor.open(back)

    assert len(shown.blocks) == 3
    assert again.status == 200
    assert again.blocks == []
    assert "were shown" in again.text
    assert pages.env_file.read_text().count("GITHUB_APP_ID=") == 1


async def test_github_that_does_not_answer_is_asked_again(pages, sandbox):
    """The code is still good, and the page can be loaded anew."""
    back = await pages.sent_back()
    sandbox.fail_next("POST", "/app-manifests/", 502)
    page = await pages.visitor.open(back)

    assert page.status == 502
    assert "Reload this page" in page.text
    assert len((await pages.visitor.open(back)).blocks) == 3


async def test_without_a_place_for_the_credentials_no_button(pages):
    """What keeps the file from being written is told, and the person says to go on without it."""
    pages.env_file.mkdir()
    page = await pages.offered()
    assert "it is a folder" in page.text
    assert [form.action for form in page.forms] == ["/setup/register"]

    page = await pages.visitor.send(page)
    assert "You said that you will paste them yourself" in page.text
    shown = await pages.visitor.send(await pages.visitor.send(page))

    assert len(shown.blocks) == 3
    assert "kept nowhere" in shown.text


async def test_a_mended_file_brings_the_button_back(pages):
    """Somebody who mends the file need not begin anew."""
    pages.env_file.symlink_to("elsewhere")
    page = await pages.offered()
    assert "symbolic link" in page.text
    pages.env_file.unlink()
    page = await pages.open(page.links["Try the file again"])

    assert "settings/apps/new" in page.forms[0].action


async def test_an_address_that_github_refuses_is_told_before_the_button(serve, stranger, tmp_path):
    """On github.com a webhook needs a public address, and the page says how to get one."""
    server = await serve(Environment.read({"GHAPP_ENV_FILE": str(tmp_path / "env"), "PORT": "0"}))
    first = await stranger.open(server.url + URL(server.app[SETTING_UP].address).path_qs)
    page = await stranger.send(first, owner="account", name="Crab Bot")

    assert "GHAPP_URL" in first.text
    assert "cloudflared tunnel" in first.text
    assert "GitHub will refuse this" in page.text
    assert page.forms[0].action.startswith("https://github.com/settings/apps/new?state=")


async def test_a_way_back_that_is_loaded_twice_at_a_time_is_one(pages):
    """Somebody is impatient: GitHub is asked once, and the credentials are shown on one page."""
    back = await pages.sent_back()
    seen = await asyncio.gather(pages.visitor.open(back), pages.visitor.open(back))

    assert sorted(len(page.blocks) for page in seen) == [0, 3]
    assert [page.status for page in seen] == [200, 200]
    assert pages.env_file.read_text().count("GITHUB_APP_ID=") == 1


async def test_a_cookie_that_is_no_text_is_kept_out(pages):
    """Bytes that are not UTF-8 open nothing, and break nothing, while somebody is inside."""
    await pages.visitor.open(pages.address)

    status = await _raw_status(pages.server.url, b"Cookie: ghapp_setup=\xff\xfe")

    assert status == 403


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b"no form"),
        ("multipart/form-data", b"no form"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n'),
        (f"{FORM}; charset=crabs", b"owner=account&name=Crab"),
        (FORM, b"owner=account&name=\xff"),
    ],
)
async def test_a_form_that_cannot_be_read_is_asked_for_anew(pages, kind, body):
    """Whatever a browser or a program sends, the answer is the form with what it lacks."""
    await pages.visitor.open(pages.address)
    cookies = pages.visitor.cookies.filter_cookies(URL(f"{pages.server.url}/setup"))
    sent = {"Content-Type": kind}
    async with pages.server.session.post(
        f"{pages.server.url}/setup", data=body, headers=sent, cookies=cookies
    ) as answer:
        assert answer.status == 422
        assert "Choose one of the two." in await answer.text()


async def _raw_status(url: str, header: bytes) -> int:
    """What is answered at /setup to a header that no client library sends."""
    reader, writer = await asyncio.open_connection(URL(url).host, URL(url).port)
    writer.write(b"GET /setup HTTP/1.1\r\nHost: crabs\r\nConnection: close\r\n" + header)
    writer.write(b"\r\n\r\n")
    line = await reader.readline()
    writer.close()
    return int(line.split()[1])
