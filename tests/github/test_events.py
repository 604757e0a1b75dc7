"""Deliveries: which of them the app acts on, and that none of them, however odd, breaks it."""

from __future__ import annotations

import copy
import logging
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghapp.github.events import BadPayload, parse
from ghapp.ports.events import (
    BranchPushed,
    ButtonPressed,
    CommentWritten,
    Event,
    HeadSeen,
    PullChanged,
    RepositoryAdded,
    RepositoryRemoved,
    Rerun,
    ReviewChanged,
)

HEAD = "a" * 40
NAME = "octo/letter"
SLUG = "ghapp-test"
REPOSITORY = {"full_name": NAME, "default_branch": "main"}
PERSON = {"login": "ada", "type": "User"}
OURSELVES = {"login": f"{SLUG}[bot]", "type": "Bot"}


LESS_THAN_A_DAY = timedelta(days=1) - timedelta.resolution
OFFSETS = st.timedeltas(-LESS_THAN_A_DAY, LESS_THAN_A_DAY).map(timezone)


def delivery(action: str | None = None, **more: Any) -> dict[str, Any]:
    made = {"installation": {"id": 7}, "repository": REPOSITORY, "sender": PERSON}
    return made | ({} if action is None else {"action": action}) | more


def pull_request(action: str, *, base: str = "main", state: str = "open", **more: Any) -> Any:
    pull = {"number": 5, "state": state, "head": {"sha": HEAD}, "base": {"ref": base}}
    return delivery(action, pull_request=pull, **more)


def check_run(action: str, *, name: str = "newsletter", slug: str = SLUG, **more: Any) -> Any:
    run = {"name": name, "head_sha": HEAD, "app": {"slug": slug}}
    return delivery(action, check_run=run, **more)


def changed(action: str) -> PullChanged:
    return PullChanged(7, NAME, 5, HEAD, f"pull_request.{action}")


FIX: dict[str, Any] = {"requested_action": {"identifier": "fix"}}
SUITE = {"head_sha": HEAD, "app": {"slug": SLUG}}
TWO = [{"full_name": "octo/a"}, {"full_name": "octo/b"}]
BOTH_NEW = (RepositoryAdded(7, "octo/a", True), RepositoryAdded(7, "octo/b", True))
BOTH_GONE = (RepositoryRemoved(7, "octo/a"), RepositoryRemoved(7, "octo/b"))
BOTH_OLD = (RepositoryAdded(7, "octo/a", False), RepositoryAdded(7, "octo/b", False))

MOMENT, ISO = "2026-01-07T06:00:00Z", "2026-01-07T06:00:00+00:00"


def issue_comment(body: object = "/fix", action: str = "created", **more: Any) -> Any:
    comment = {"id": 9, "body": body, "user": PERSON, "created_at": MOMENT}
    issue = {"number": 5, "state": "open", "pull_request": {}}
    return delivery(action, issue=issue | more.pop("issue", {}), comment=comment | more)


def reviewed(action: str, state: object, **more: Any) -> Any:
    made = {"id": 8, "state": state, "user": PERSON, "commit_id": HEAD, "submitted_at": MOMENT}
    pull = {"number": 5, "state": more.pop("pull", "open")}
    return delivery(action, review=made | more, pull_request=pull)


def told(action: str) -> Any:
    payload = pull_request(action, changes={"base": {}})
    payload["pull_request"]["updated_at"] = MOMENT
    return payload


def comment(body: str) -> tuple[Event, ...]:
    return (CommentWritten(7, NAME, 5, 9, "ada", body, ISO),)


USED: list[tuple[str, Any, tuple[Event, ...]]] = [
    *(
        ("pull_request", told(action), (changed(action), HeadSeen(7, NAME, 5, HEAD, ISO)))
        for action in ("opened", "synchronize", "reopened", "edited")
    ),
    ("pull_request", told("labeled"), (changed("labeled"),)),
    *(
        ("issue_comment", issue_comment(body), comment(body))
        for body in ("/fix", "hi\r\n /fix", f"hi @{SLUG.upper()} fix", "/")
    ),
    *(
        (
            "pull_request_review",
            reviewed("submitted", state),
            (ReviewChanged(7, NAME, 5, 8, "ada", state, HEAD, ISO),),
        )
        for state in ("approved", "changes_requested")
    ),
    (
        "pull_request_review",
        reviewed("dismissed", "dismissed", user=None, commit_id=None),
        (ReviewChanged(7, NAME, 5, 8, "", "dismissed", "", ISO),),
    ),
    *(
        ("pull_request", pull_request(action), (changed(action),))
        for action in ("opened", "synchronize", "reopened", "ready_for_review")
    ),
    ("pull_request", pull_request("labeled"), (changed("labeled"),)),
    ("pull_request", pull_request("unlabeled"), (changed("unlabeled"),)),
    (
        "pull_request",
        pull_request("edited", changes={"base": {"ref": {"from": "old"}}}),
        (changed("edited"),),
    ),
    ("pull_request", pull_request("synchronize", sender=OURSELVES), (changed("synchronize"),)),
    ("pull_request", pull_request("closed", state="closed"), (changed("closed"),)),
    ("push", delivery(ref="refs/heads/main", after=HEAD), (BranchPushed(7, NAME),)),
    ("installation", delivery("created", repositories=TWO), BOTH_NEW),
    ("installation", delivery("unsuspend", repositories=TWO), BOTH_OLD),
    ("installation", delivery("new_permissions_accepted", repositories=TWO), BOTH_OLD),
    ("installation_repositories", delivery("added", repositories_added=TWO), BOTH_NEW),
    ("installation", delivery("deleted", repositories=TWO), BOTH_GONE),
    ("installation_repositories", delivery("removed", repositories_removed=TWO), BOTH_GONE),
    ("check_run", check_run("rerequested"), (Rerun(7, NAME, HEAD),)),
    ("check_suite", delivery("rerequested", check_suite=SUITE), (Rerun(7, NAME, HEAD),)),
    (
        "check_run",
        check_run("requested_action", **FIX),
        (ButtonPressed(7, NAME, HEAD, "fix", "ada"),),
    ),
]

UNUSED: list[tuple[str, Any]] = [
    ("issue_comment", issue_comment("no command/here, @somebody")),
    ("issue_comment", issue_comment(None)),
    ("issue_comment", issue_comment(action="edited")),
    ("issue_comment", issue_comment(action="deleted")),
    ("issue_comment", issue_comment(user=OURSELVES)),
    ("issue_comment", issue_comment(user={"login": "robot[bot]", "type": "Bot"})),
    ("issue_comment", issue_comment(user=None)),
    ("issue_comment", issue_comment(created_at=None)),
    ("issue_comment", issue_comment(issue={"state": "closed"})),
    ("issue_comment", delivery("created", issue={"number": 5, "state": "open"}, comment={})),
    ("pull_request_review", reviewed("submitted", "commented")),
    ("pull_request_review", reviewed("submitted", {"not": "hashable"})),
    ("pull_request_review", reviewed("edited", "approved")),
    ("pull_request_review", reviewed("submitted", "approved", user=OURSELVES)),
    ("pull_request_review", reviewed("submitted", "approved", pull="closed")),
    ("pull_request_review", reviewed("submitted", "approved", commit_id=None)),
    ("ping", {"zen": "Keep it simple.", "hook_id": 1}),
    ("star", delivery("created")),
    ("pull_request", pull_request("opened", base="old")),
    ("pull_request", pull_request("labeled", state="closed")),
    ("pull_request", pull_request("labeled", sender=OURSELVES)),
    ("pull_request", pull_request("edited", changes={"title": {"from": "x"}})),
    ("pull_request", pull_request("edited")),
    ("pull_request", {**pull_request("opened"), "installation": None}),
    ("push", delivery(ref="refs/heads/other", after=HEAD)),
    ("push", delivery(ref="refs/tags/main", after=HEAD)),
    ("push", delivery(ref="refs/heads/main", after="0" * 40)),
    ("push", delivery(ref="refs/heads/main", after=HEAD, deleted=True)),
    ("installation", delivery("suspend", repositories=TWO)),
    ("installation", delivery("unsuspend")),
    ("installation", delivery("deleted", repositories="all")),
    ("installation_repositories", delivery("moved", repositories_removed=TWO)),
    ("check_run", check_run("completed")),
    ("check_run", check_run("rerequested", name="lint")),
    ("check_run", check_run("rerequested", slug="other-app")),
    ("check_suite", delivery("requested", check_suite=SUITE)),
    ("check_suite", delivery("rerequested", check_suite=SUITE | {"app": {"slug": "other"}})),
]


@pytest.mark.parametrize(("event", "payload", "expected"), USED)
def test_used_deliveries(event: str, payload: Any, expected: tuple[Event, ...]) -> None:
    """What the app acts on becomes a small typed event."""
    assert parse(event, payload, SLUG) == expected


@pytest.mark.parametrize(("event", "payload"), UNUSED)
def test_unused_deliveries(event: str, payload: Any) -> None:
    """Everything else leads to nothing."""
    assert parse(event, payload, SLUG) == ()


CREATED, LATER = "2026-01-07T06:00:00Z", "2026-02-01T10:00:00.000+01:00"


def installed(action: str, key: str, **moments: object) -> Any:
    return delivery(action, installation={"id": 7, **moments}, **{key: TWO[:1]})


@pytest.mark.parametrize(
    ("event", "payload", "since"),
    [
        (
            "installation",
            installed("created", "repositories", created_at=CREATED, updated_at=LATER),
            "2026-01-07T06:00:00+00:00",
        ),
        (
            "installation_repositories",
            installed("added", "repositories_added", created_at=CREATED, updated_at=LATER),
            "2026-02-01T10:00:00+01:00",
        ),
        (
            "installation_repositories",
            installed("added", "repositories_added", created_at=CREATED, updated_at=CREATED),
            "",
        ),
    ],
)
def test_the_moment_of_the_installation(event: str, payload: Any, since: str) -> None:
    """It is taken from the payload, unless it can only be that of an earlier installation."""
    assert parse(event, payload) == (RepositoryAdded(7, "octo/a", True, since),)


@pytest.mark.parametrize(
    "moment", [None, 1767765600, 1.5, "", "yesterday", "2026-01-07T06:00:00", [CREATED], {}]
)
def test_a_moment_of_another_form(moment: object) -> None:
    """What is not a moment with its zone is as good as none."""
    payload = installed("created", "repositories", created_at=moment)

    assert parse("installation", payload) == (RepositoryAdded(7, "octo/a", True, ""),)


@given(moment=st.text() | st.datetimes().map(str) | st.datetimes(timezones=OFFSETS).map(str))
def test_any_moment_is_one_or_none(moment: str) -> None:
    """What becomes part of an event can be compared with GitHub's other moments."""
    payload = installed("created", "repositories", created_at=moment)

    [made] = parse("installation", payload)
    assert isinstance(made, RepositoryAdded)
    if made.since:
        assert datetime.fromisoformat(made.since) < datetime.max.replace(tzinfo=UTC)


def test_a_label_set_by_ourselves_needs_our_name() -> None:
    """While the slug is not known, every change of labels is looked at."""
    assert parse("pull_request", pull_request("labeled", sender=OURSELVES)) != ()


def test_a_person_named_like_the_bot_is_a_person() -> None:
    """Only a bot can be the app itself."""
    person = OURSELVES | {"type": "User"}

    assert parse("pull_request", pull_request("labeled", sender=person), SLUG) != ()


def test_the_reason_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """An operator can see why a delivery came to nothing."""
    caplog.set_level(logging.INFO)
    payload = pull_request("opened")
    del payload["pull_request"]["head"]

    assert parse("pull_request", payload) == ()
    assert "no pull_request.head.sha" in caplog.text


@pytest.mark.parametrize("payload", [None, [], "text", 3, [{"action": "opened"}]])
def test_a_body_that_is_no_object(payload: object) -> None:
    """A body that is not an object is no delivery at all."""
    with pytest.raises(BadPayload):
        parse("push", payload)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(HEAD),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
SAMPLES = st.integers(0, len(USED) - 1)
PLACES = st.integers(0, 10_000)
EVENTS = st.sampled_from(sorted({event for event, *_ in USED})) | st.text()


@given(event=EVENTS, payload=JSON)
def test_any_json_is_taken_calmly(event: str, payload: Any) -> None:
    """No JSON whatever raises anything but BadPayload."""
    if isinstance(payload, dict):
        assert isinstance(parse(event, payload, SLUG), tuple)
    else:
        with pytest.raises(BadPayload):
            parse(event, payload, SLUG)


@given(sample=SAMPLES, value=JSON, place=PLACES)
def test_a_real_delivery_with_one_part_changed(sample: int, value: Any, place: int) -> None:
    """A delivery with any one part replaced is used or not, and breaks nothing."""
    event, payload, _ = USED[sample]
    hostile = copy.deepcopy(payload)
    places = list(_places(hostile))
    container, key = places[place % len(places)]
    container[key] = value

    for made in parse(event, hostile, SLUG):
        assert "/" in made.repository
        assert made.installation > 0


@given(sample=SAMPLES, place=PLACES)
def test_a_real_delivery_with_one_part_missing(sample: int, place: int) -> None:
    """A delivery with any one part left out is used or not, and breaks nothing."""
    event, payload, _ = USED[sample]
    partial = copy.deepcopy(payload)
    places = list(_places(partial))
    container, key = places[place % len(places)]
    del container[key]

    assert isinstance(parse(event, partial, SLUG), tuple)


@pytest.mark.parametrize("name", ["", "octo", "octo/letter/more", "../..", "octo/le tter", "o/\n"])
def test_odd_repository_names(name: str) -> None:
    """A name that could not be one never becomes part of an address."""
    payload = pull_request("opened", repository=REPOSITORY | {"full_name": name})

    assert parse("pull_request", payload) == ()


def _places(value: Any) -> Any:
    """Every (container, key) in a payload."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])
