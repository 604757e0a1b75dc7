import asyncio
import hashlib
import hmac
import json
import logging

import pytest
import sqlalchemy as sa

from ghapp.database import open_database
from ghapp.ports.events import PullChanged, RepositoryAdded
from ghapp.server.body import MOST_BYTES
from tests.server.conftest import SECRET, SHA, delivery_headers, payload, signature

OPENED = PullChanged(1, "owner/news", 7, SHA, "pull_request.opened")


def sha1(body):
    return hmac.new(SECRET.encode(), body, hashlib.sha1).hexdigest()


async def test_a_delivery_is_accepted_and_handled(server):
    """A signed delivery is answered 202 and its event reaches the app under the delivery's id."""
    status, _ = await server.post(payload(), X_GitHub_Delivery="d-1")
    await server.engine.idle()

    assert status == 202
    assert server.handled == [("d-1", OPENED)]


async def test_a_delivery_sent_again_is_accepted_and_not_handled_again(server):
    """GitHub gets its answer for a repetition, and the app has no second job."""
    for _ in range(2):
        status, _ = await server.post(payload(), X_GitHub_Delivery="d-1")
        assert status == 202
        await server.engine.idle()

    assert len(server.handled) == 1


async def test_an_accepted_delivery_is_in_the_database(server, environment):
    """What was answered 202 is stored, whether or not it was handled."""
    await server.post(payload(), X_GitHub_Delivery="d-1")

    database = open_database(environment.database_url)
    with database.connect() as connection:
        waiting = connection.execute(sa.text("SELECT request FROM ghapp_inbox")).scalars()
        jobs = connection.execute(sa.text("SELECT workflow_uuid FROM workflow_status")).scalars()
        assert any("d-1" in stored for stored in [*waiting, *jobs])
    database.dispose()


async def test_several_repositories_in_one_delivery_are_several_events(server):
    """An installation on two repositories is handled for each, under keys of its own."""
    body = payload(
        action="created",
        pull_request=None,
        repositories=[{"full_name": "owner/a"}, {"full_name": "owner/b"}],
    )
    status, _ = await server.post(body, X_GitHub_Event="installation", X_GitHub_Delivery="d-1")
    await server.engine.idle()

    assert status == 202
    assert sorted(server.handled) == [
        ("d-1", RepositoryAdded(1, "owner/a", is_new=True)),
        ("d-1.1", RepositoryAdded(1, "owner/b", is_new=True)),
    ]


@pytest.mark.parametrize(
    ("event", "body"),
    [
        ("ping", b'{"zen": "Design for failure.", "hook_id": 1}'),
        ("star", payload(pull_request=None)),
        ("an_event_of_tomorrow", payload()),
        ("pull_request", payload(action="assigned")),
        ("pull_request", payload(installation=None)),
    ],
    ids=["ping", "star", "unknown event", "unused action", "no installation"],
)
async def test_what_the_app_does_not_use_is_accepted_and_left(door, event, body):
    """Deliveries without work for the app are answered 202 and make no job."""
    status, _ = await door.post(body, X_GitHub_Event=event)

    assert status == 202
    assert door.handled == []


@pytest.mark.parametrize(
    "content_type",
    ["application/x-www-form-urlencoded", "text/plain", "application/jsonp", None],
)
async def test_another_content_type_is_refused_first(door, content_type):
    """Whatever else is wrong, the content type is looked at first."""
    status, _ = await door.post(b"x=1", Content_Type=content_type, X_Hub_Signature_256=None)

    assert status == 415


async def test_a_content_type_with_a_charset_is_json(door):
    """Parameters of the content type do not matter."""
    status, _ = await door.post(payload(), Content_Type="application/json; charset=utf-8")

    assert status == 202


async def test_a_body_above_the_limit_is_refused(door):
    """A body longer than GitHub sends is refused before its signature is looked at."""
    status, _ = await door.post(b" " * (MOST_BYTES + 1), X_Hub_Signature_256=None)

    assert status == 413


async def test_a_body_of_untold_length_is_read_only_to_the_limit(door):
    """A body in chunks is refused when it exceeds the limit, however long it would go on."""

    async def chunks():
        for _ in range(MOST_BYTES // 2**20 + 1):
            yield b" " * 2**20

    status, _ = await door.post(chunks())

    assert status == 413


async def test_a_body_of_exactly_the_limit_is_read(door):
    """25 MiB are allowed."""
    body = payload().ljust(MOST_BYTES)
    status, _ = await door.post(body)

    assert status == 202


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "sha256=",
        "sha256=" + "0" * 64,
        signature(payload(), "another secret"),
        signature(payload()).removeprefix("sha256="),
        signature(payload()).replace("sha256", "sha1"),
        "sha1=" + sha1(payload()),
        signature(payload()) + "0",
        "sha256=ä",
    ],
)
async def test_an_unsigned_delivery_is_refused(door, given):
    """Without the right signature nobody gets past, and nothing is parsed."""
    status, _ = await door.post(payload(), X_Hub_Signature_256=given)
    unparsed, _ = await door.post(b"{", X_Hub_Signature_256=given)

    assert (status, unparsed) == (401, 401)
    assert door.handled == []


async def test_a_delivery_signed_only_with_sha_1_is_refused(door):
    """GitHub sends both signatures; the older one alone proves too little."""
    body = payload()
    sent = {"X_Hub_Signature_256": None, "X_Hub_Signature": f"sha1={sha1(body)}"}
    status, _ = await door.post(body, **sent)

    assert status == 401
    assert door.handled == []


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"[]", b'"text"', b"null", b"[" * 200_000],
    ids=["empty", "cut off", "no text", "list", "string", "null", "deep"],
)
async def test_a_signed_body_that_is_no_json_object_is_refused(door, body):
    """A body that is not JSON, or no object, is answered 400."""
    status, _ = await door.post(body)

    assert status == 400


@pytest.mark.parametrize("missing", ["X_GitHub_Event", "X_GitHub_Delivery"])
@pytest.mark.parametrize("value", [None, "", "two words", "x" * 200])
async def test_a_delivery_without_its_headers_is_refused(door, missing, value):
    """The event's name and the delivery's id must be there, in their form."""
    status, _ = await door.post(payload(), **{missing: value})

    assert status == 400


async def test_no_answer_repeats_the_request(door):
    """What a stranger sends does not come back to him."""
    mark = "7bf0a3"
    body = json.dumps({"mark": mark}).encode()
    answers = [
        await door.post(body, X_Hub_Signature_256=f"sha256={mark}"),
        await door.post(body, Content_Type=f"text/{mark}"),
        await door.post(body + b"{"),
        await door.post(body, X_GitHub_Event=f"{mark} {mark}"),
        await door.post(body, X_GitHub_Delivery=f"{mark} {mark}"),
        await door.post(body, X_GitHub_Event=mark),
    ]

    assert [status for status, _ in answers] == [401, 415, 400, 400, 400, 202]
    assert all(mark not in text for _, text in answers)


async def test_a_delivery_that_cannot_be_stored_is_not_accepted(server, environment):
    """GitHub records a failure, so that the delivery can be sent again, and is then accepted."""
    database = open_database(environment.database_url)
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE ghapp_moments RENAME TO elsewhere"))
    status, _ = await server.post(payload())
    assert status == 503
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE elsewhere RENAME TO ghapp_moments"))
    database.dispose()

    status, _ = await server.post(payload())
    await server.engine.idle()

    assert status == 202
    assert len(server.handled) == 1


async def test_many_deliveries_at_once_are_all_handled(server):
    """Deliveries that share a commit are each stored, whatever their number."""
    ids = [f"d-{number}" for number in range(40)]
    bodies = [payload(action="opened", pull_request=pull(number)) for number in range(1, 41)]
    answers = await asyncio.gather(
        *(
            server.post(body, X_GitHub_Delivery=delivery)
            for delivery, body in zip(ids, bodies, strict=True)
        )
    )
    await server.engine.idle()

    assert {status for status, _ in answers} == {202}
    assert sorted(key for key, _ in server.handled) == sorted(ids)


async def test_the_log_names_each_delivery_and_no_secret(server, caplog):
    """A delivery's line has id, event, action, repository and number, and no more of it."""
    caplog.set_level(logging.DEBUG)
    body = payload(title="confidential", sender={"login": "confidential", "type": "User"})
    await server.post(body, X_GitHub_Delivery="d-1")
    await server.engine.idle()

    [line] = [record for record in caplog.records if record.getMessage() == "Delivery stored"]
    facts = {name: vars(line)[name] for name in ("delivery", "event", "action", "number")}
    assert facts == {"delivery": "d-1", "event": "pull_request", "action": "opened", "number": 7}
    assert vars(line)["repository"] == "owner/news"
    secrets = ("confidential", delivery_headers(body)["X-Hub-Signature-256"])
    assert not any(secret in str(vars(r)) for r in caplog.records for secret in secrets)


async def test_only_posts_reach_the_webhook(door):
    """Somebody who opens the address in a browser is told so."""
    status, _ = await door.get("/webhook")

    assert status == 405


def pull(number):
    return {"number": number, "state": "open", "head": {"sha": SHA}, "base": {"ref": "main"}}
