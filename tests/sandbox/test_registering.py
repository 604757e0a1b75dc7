"""An app is registered from its manifest: a page with a button, and a code for one request."""

import json
import re
from typing import Any

import aiohttp
import pytest
from yarl import URL

from ghapp.sandbox import Sandbox
from ghapp.sandbox.actions.registering import ManifestRefused, read_manifest
from tests.sandbox.conftest import Mailbox, settled
from tests.sandbox.test_models import fits, models

PLACES = {
    "name": "Crab Bot",
    "url": "https://example.com",
    "redirect_url": "https://example.com/back?kept=1",
    "setup_url": "https://example.com/installed",
}


@pytest.fixture
def form(manifest: dict[str, Any], mailbox: Mailbox) -> dict[str, str]:
    """What another site's form sends."""
    hook = {"hook_attributes": {"url": mailbox.url}}
    return {"manifest": json.dumps(manifest | PLACES | hook)}


async def posted(url: str, form: dict[str, str]) -> tuple[int, str, URL]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=form, allow_redirects=False) as answer,
    ):
        return answer.status, await answer.text(), URL(answer.headers.get("Location", ""))


async def test_an_app_is_made_by_the_button(sandbox: Sandbox, form: dict[str, str], mailbox):
    """Its owner confirms the name and comes back with a code, which gives the credentials once."""
    status, page, _ = await posted(f"{sandbox.url}/settings/apps/new?state=s", form)
    assert status == 200
    assert 'value="Crab Bot"' in page
    assert "contents: write" in page

    button = {**form, "name": "Crab Bot", "state": "s"}
    status, _, back = await posted(f"{sandbox.url}/settings/apps", button)
    assert (status, back.path, back.query["kept"], back.query["state"]) == (302, "/back", "1", "s")

    conversion = f"{sandbox.api_url}/app-manifests/{back.query['code']}/conversions"
    status, text, _ = await posted(conversion, {})
    made = json.loads(text)
    fits(models.AppManifestsCodeConversionsPostResponse201, made)
    assert (status, made["slug"]) == (201, "crab-bot")
    assert made["pem"].startswith("-----BEGIN RSA PRIVATE KEY-----\n")
    assert re.fullmatch("[0-9a-f]{40}", made["webhook_secret"])
    assert (await posted(conversion, {}))[0] == 404

    await settled(sandbox)
    assert mailbox.last("ping")["hook"]["app_id"] == made["id"]


async def test_a_private_app_is_installed_on_its_owners_repositories_only(
    sandbox: Sandbox, form: dict[str, str]
):
    """The page offers what the organisation has, and leads to the app's own page afterwards."""
    await sandbox.create_repository("crabs/weekly", {"README.md": b"Crabs\n"})
    await sandbox.create_repository("others/weekly", {"README.md": b"Others\n"})
    new = f"{sandbox.url}/organizations/crabs/settings/apps/new"
    assert "Create GitHub App for crabs" in (await posted(new, form))[1]
    await posted(f"{sandbox.url}/settings/apps", {**form, "name": "Crab Bot", "org": "crabs"})
    install = f"{sandbox.url}/apps/crab-bot/installations/new"
    async with aiohttp.ClientSession() as session, session.get(install) as answer:
        page = await answer.text()

    assert "crabs/weekly" in page
    assert "others/weekly" not in page
    assert (await posted(install, {"repository": "others/weekly"}))[0] == 404
    status, _, onward = await posted(install, {"repository": "crabs/weekly"})
    assert (status, onward.path, onward.query["setup_action"]) == (302, "/installed", "install")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "acme"}, "Name is already taken"),
        ({"name": "x" * 35}, "Name is too long"),
        ({"name": "crab", "org": "nobody"}, "404"),
        ({"name": "crab", "manifest": "{"}, "The manifest is no JSON."),
    ],
)
async def test_what_the_button_refuses(
    sandbox: Sandbox, form: dict[str, str], fields: dict[str, str], told: str
):
    """A name that is taken or too long can be corrected on the page; no app is made."""
    sandbox.user("acme", "Organization")
    status, page, _ = await posted(f"{sandbox.url}/settings/apps", {**form, **fields})

    assert status in (404, 422)
    assert told in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"url": None}, '"url" is not understood'),
        ({"hook_attributes": {"active": False}}, 'Error "hook_attributes.url" wasn\'t supplied.'),
        ({"redirect_url": "/setup"}, "/setup must be a valid URL"),
        ({"colour": "red"}, '"colour" is not understood'),
        ({"default_events": ["pull_request", "moon"]}, "Default events unsupported: moon"),
        ({"default_events": ["push"], "default_permissions": {}}, "unsupported: push"),
        ({"default_permissions": {"contents": "all"}}, "resource is invalid: contents"),
    ],
)
def test_what_a_manifest_may_not_say(manifest: dict[str, Any], change: dict[str, Any], told: str):
    """GitHub names the fault in place of its form."""
    whole = manifest | PLACES | {"hook_attributes": {"url": "https://example.com/webhook"}}
    assert read_manifest(json.dumps(whole)) == whole

    with pytest.raises(ManifestRefused, match=re.escape(told)):
        read_manifest(json.dumps(whole | change))
