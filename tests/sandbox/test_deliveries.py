"""Webhooks: signed, in order, logged, and delivered again on request."""

import hashlib
import hmac

from ghapp.sandbox import Sandbox, SandboxRepository
from tests.sandbox.conftest import Client, Mailbox, settled


async def test_a_delivery_is_signed_over_its_bytes(
    sandbox: Sandbox, repo: SandboxRepository, mailbox: Mailbox
):
    """The signature is the HMAC of the raw body under the app's secret."""
    await repo.push("main", {"a": "ä\n"})
    await settled(sandbox)
    assert "push" in mailbox.names
    for _, _, headers, body in mailbox.received:
        digest = hmac.new(b"quiet", body, hashlib.sha256).hexdigest()
        assert headers["X-Hub-Signature-256"] == f"sha256={digest}"
        assert headers["Content-Type"] == "application/json"
        assert headers["X-GitHub-Hook-Installation-Target-Type"] == "integration"
        assert headers["User-Agent"].startswith("GitHub-Hookshot/")


async def test_events_come_in_order(sandbox: Sandbox, repo: SandboxRepository, mailbox: Mailbox):
    """What happened first arrives first."""
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    await pull.push({"a": "2\n"})
    await pull.comment("ferris", "Done")
    await settled(sandbox)
    assert mailbox.names[1:] == [
        "pull_request.opened",
        "pull_request.synchronize",
        "issue_comment.created",
    ]


async def test_a_failed_delivery_is_not_repeated_by_itself(
    sandbox: Sandbox, repo: SandboxRepository, client: Client, mailbox: Mailbox
):
    """The log knows what failed; a redelivery has the same GUID and another identifier."""
    mailbox.status = 503
    await repo.push("main", {"a": "1\n"})
    await settled(sandbox)
    mailbox.status = 202
    listed = (await client.get("/app/hook/deliveries?per_page=2", as_app=True)).body
    failed = next(one for one in listed if one["event"] == "push")
    assert (failed["status_code"], failed["status"]) == (503, "Service Unavailable")
    await client.post(f"/app/hook/deliveries/{failed['id']}/attempts", as_app=True)
    await settled(sandbox)
    again = sandbox.deliveries[-1]
    assert (again.guid, again.redelivery, again.status) == (failed["guid"], True, "Accepted")
    assert again.id != failed["id"]
    assert [name for name in mailbox.names if name == "push"] == ["push", "push"]


async def test_the_log_is_read_with_a_cursor(
    sandbox: Sandbox, repo: SandboxRepository, client: Client
):
    """Older deliveries follow behind the cursor of the link."""
    for number in range(3):
        await repo.push("main", {"a": f"{number}\n"})
    await settled(sandbox)
    seen: list[int] = []
    url = "/app/hook/deliveries?per_page=3"
    while url:
        answer = await client.get(url, as_app=True)
        seen += [one["id"] for one in answer.body]
        link = answer.headers.get("Link", "")
        url = link.partition("<")[2].partition(">")[0]
    assert seen == [one.id for one in reversed(sandbox.deliveries)]


async def test_an_app_that_was_taken_away_hears_nothing(
    sandbox: Sandbox, repo: SandboxRepository, mailbox: Mailbox
):
    """After `installation.deleted` there are no more events."""
    await repo.uninstall_app()
    await repo.push("main", {"a": "1\n"})
    await settled(sandbox)
    assert mailbox.names == ["installation.created", "installation.deleted"]


async def test_an_event_nobody_subscribed_to_is_not_sent(
    sandbox: Sandbox, repo: SandboxRepository, mailbox: Mailbox
):
    """The manifest lists the events; plain issues are not among them."""
    await repo.open_issue("ferris", "A question")
    await settled(sandbox)
    assert mailbox.names == ["installation.created"]


async def test_deliveries_can_come_late_and_twice(
    sandbox: Sandbox, repo: SandboxRepository, mailbox: Mailbox
):
    """A story chooses in which order held events arrive, and which arrive twice."""
    await settled(sandbox)
    sandbox.hold_deliveries()
    pull = await repo.open_pull(author="ferris", title="x", branch="x", files={"a": "1\n"})
    await pull.push({"a": "2\n"})
    await settled(sandbox)
    assert mailbox.names == ["installation.created"]
    sandbox.release_deliveries([1, 0, 1])
    await settled(sandbox)
    assert mailbox.names[1:] == [
        "pull_request.synchronize",
        "pull_request.opened",
        "pull_request.synchronize",
    ]


async def test_without_an_app_listening_the_delivery_failed(
    sandbox: Sandbox, repo: SandboxRepository
):
    """An address where nobody answers is a failed delivery, and nothing hangs."""
    sandbox.webhook_url = "http://127.0.0.1:9/webhook"
    await repo.push("main", {"a": "1\n"})
    await settled(sandbox)
    assert not sandbox.deliveries[-1].succeeded
    assert sandbox.deliveries[-1].status == "failed to connect to host"
