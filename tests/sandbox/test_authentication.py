"""Who may ask what: GitHub's checks of tokens, permissions and repositories."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import yaml

from ghapp.sandbox import Sandbox, SandboxRepository
from tests.sandbox.conftest import DRAFT, MANIFEST, TEXT, Client

REPO = "/repos/acme/newsletter"


@pytest.mark.parametrize(
    ("claim", "seconds", "message"),
    [
        ("exp", 3600, "'Expiration time' claim ('exp') is too far in the future"),
        ("exp", -5, "'Expiration time' claim ('exp') must be a numeric value"),
        ("iat", 300, "'Issued at' claim ('iat') must be an Integer"),
    ],
)
async def test_a_wrong_time_is_named(client: Client, claim: str, seconds: int, message: str):
    """The app learns which time in its JSON web token GitHub does not accept."""
    token = client.jwt(**{claim: int(time.time()) + seconds})
    answer = await client.get("/app", headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 401
    assert answer.message.startswith(message)


async def test_a_wrong_issuer_is_named(client: Client):
    """The app learns that GitHub does not know who signed its JSON web token."""
    answer = await client.get("/app", headers={"Authorization": f"Bearer {client.jwt(iss='1')}"})
    assert answer.status == 401
    assert answer.message.startswith("'Issuer' claim ('iss') must be an Integer")


async def test_the_client_id_is_an_issuer_too(client: Client):
    """A token may name the app by its client ID."""
    client_id = (await client.get("/app", as_app=True)).body["client_id"]
    headers = {"Authorization": f"Bearer {client.jwt(iss=client_id)}"}
    assert (await client.get("/app", headers=headers)).status == 200


async def test_another_key_signs_nothing(client: Client, sandbox: Sandbox):
    """A token that is signed by nobody known cannot be decoded."""
    forged = client.jwt()[:-8] + "AAAAAAAA"
    answer = await client.get("/app", headers={"Authorization": f"Bearer {forged}"})
    assert (answer.status, answer.message) == (401, "A JSON web token could not be decoded")


async def test_an_installation_token_is_no_app_token(client: Client):
    """Endpoints of the app do not take installation tokens."""
    assert (await client.get("/app")).status == 401


async def test_a_token_has_the_new_form(client: Client):
    """It names the app, is about 520 characters long, and has the dots of a JSON web token."""
    assert client.token.startswith("ghs_4711_")
    assert client.token.count(".") == 2
    assert 450 < len(client.token) < 600


async def test_an_unknown_token_is_bad_credentials(client: Client):
    """A token nobody issued is refused with GitHub's words."""
    answer = await client.get(REPO, headers={"Authorization": "Bearer ghs_nobody"})
    assert (answer.status, answer.message) == (401, "Bad credentials")


async def test_without_a_token_authentication_is_required(client: Client):
    """Nothing is told to nobody."""
    answer = await client.get(REPO, headers={"Authorization": ""})
    assert (answer.status, answer.message) == (401, "Requires authentication")


async def test_without_a_user_agent_nothing_is_answered(client: Client):
    """GitHub refuses requests that do not say what sends them."""
    headers = {"Authorization": f"Bearer {client.token}"}
    async with (
        aiohttp.ClientSession(skip_auto_headers=["User-Agent"]) as session,
        session.get(client.url + REPO, headers=headers) as answer,
    ):
        assert answer.status == 403
        assert "User-Agent" in await answer.text()


async def test_an_unknown_route_is_not_found(client: Client):
    """A path that GitHub does not have is 404 with a link to the documentation."""
    answer = await client.get(f"{REPO}/inventions")
    assert (answer.status, answer.message) == (404, "Not Found")
    assert answer.body["documentation_url"] == "https://docs.github.com/rest"


async def test_a_repository_without_the_app_is_hidden_when_private(
    sandbox: Sandbox, client: Client
):
    """The token does not even learn that a private repository exists."""
    await sandbox.create_repository("acme/secret", {"a": b"a"}, private=True)
    assert (await client.get("/repos/acme/secret")).status == 404
    assert (await client.post("/repos/acme/secret/issues/1/comments", {"body": "x"})).status == 404


async def test_a_public_repository_without_the_app_is_only_read(sandbox: Sandbox, client: Client):
    """Anybody reads what is public; writing takes an installation."""
    await sandbox.create_repository("acme/other", {"a": b"a"})
    assert (await client.get("/repos/acme/other/git/trees/main")).status == 200
    answer = await client.post("/repos/acme/other/labels", {"name": "x"})
    assert (answer.status, answer.message) == (403, "Resource not accessible by integration")


async def test_a_permission_that_the_manifest_lacks_is_named(
    sandbox: Sandbox, repo: SandboxRepository, client: Client
):
    """A token without the permission is refused, and the header says what would do."""
    path = f"/app/installations/{(await repo.install_app()).id}/access_tokens"
    token = (await client.post(path, {"permissions": {"contents": "read"}}, as_app=True)).body
    headers = {"Authorization": f"token {token['token']}"}
    answer = await client.post(f"{REPO}/issues/1/comments", {"body": "x"}, headers=headers)
    assert (answer.status, answer.message) == (403, "Resource not accessible by integration")
    accepted = answer.headers["X-Accepted-GitHub-Permissions"]
    assert accepted == "issues=write; pull_requests=write"


async def test_a_token_cannot_ask_for_more(repo: SandboxRepository, client: Client):
    """Permissions and repositories can be narrowed, never widened."""
    path = f"/app/installations/{(await repo.install_app()).id}/access_tokens"
    more = await client.post(path, {"permissions": {"workflows": "write"}}, as_app=True)
    assert (more.status, more.message) == (
        422,
        "The permissions requested are not granted to this installation.",
    )
    other = await client.post(path, {"repositories": ["elsewhere"]}, as_app=True)
    assert other.status == 422


async def test_a_token_dies_with_its_installation(repo: SandboxRepository, client: Client):
    """After the app was taken away its token is worth nothing."""
    await repo.uninstall_app()
    assert (await client.get(REPO)).status == 401
    assert (await client.get("/app/installations", as_app=True)).body == []


async def test_a_suspended_installation_does_nothing(repo: SandboxRepository, client: Client):
    """Neither old tokens nor new ones work while the installation is suspended."""
    installation = await repo.install_app()
    installation.suspended_at = datetime.now(UTC)
    assert (await client.get(REPO)).message == "This installation has been suspended"
    path = f"/app/installations/{installation.id}/access_tokens"
    assert (await client.post(path, as_app=True)).status == 403


async def test_a_token_lives_an_hour(private_key: str, signing_key: Any):
    """The clock of the sandbox decides when a token has expired."""
    ahead = timedelta()
    sandbox = await Sandbox.start(
        manifest=yaml.safe_load(MANIFEST.read_text()),
        private_key_pem=private_key,
        clock=lambda: datetime.now(UTC) + ahead,
    )
    repo = await sandbox.create_repository("acme/newsletter", {DRAFT: TEXT})
    installation = await repo.install_app()
    async with aiohttp.ClientSession() as session:
        client = Client(session, sandbox.api_url, signing_key, 4711)
        path = f"/app/installations/{installation.id}/access_tokens"
        client.token = (await client.post(path, as_app=True)).body["token"]
        before = await client.get(REPO)
        ahead = timedelta(minutes=61)
        after = await client.get(REPO)
    await sandbox.stop()
    assert (before.status, after.status) == (200, 401)
