"""Who may see a repository: late deliveries hide it, and only answers of GitHub show it."""

import pytest

from ghapp.features.exposure import SeenPublic, Withdrawn, is_public, seen_now
from ghapp.github.exposure import Withdrawal, repository_facts, withdrawal
from ghapp.ports.values import RepositoryFacts

NOON, LATER = "2026-11-25T12:00:00+00:00", "2026-11-25T13:00:00+00:00"


def repository(**facts) -> dict:
    return {"full_name": "owner/news", "updated_at": "2026-11-25T13:00:00+01:00", **facts}


@pytest.mark.parametrize(
    ("event", "payload", "names"),
    [
        ("push", {"repository": repository(private=False)}, ()),
        ("push", {"repository": repository(private=True)}, ("owner/news",)),
        ("push", {"repository": repository()}, ()),  # it says nothing of it
        ("push", {"repository": repository(private="perhaps")}, ("owner/news",)),
        ("issues", {"repository": repository(private=True)}, ("owner/news",)),  # of no other use
        (
            "repository",
            {"action": "privatized", "repository": repository(private=True)},
            ("owner/news",),
        ),
        (
            "repository",
            {"action": "deleted", "repository": repository(private=False)},
            ("owner/news",),
        ),
        ("repository", {"action": "publicized", "repository": repository(private=False)}, ()),
        (
            "repository",
            {
                "action": "renamed",
                "repository": repository(private=False),
                "changes": {"repository": {"name": {"from": "old"}}},
            },
            ("owner/old",),
        ),
        (
            "repository",
            {
                "action": "transferred",
                "repository": repository(private=False),
                "changes": {"owner": {"from": {"organization": {"login": "former"}}}},
            },
            ("former/news",),
        ),
        (
            "installation_repositories",
            {
                "action": "removed",
                "repositories_removed": [{"full_name": "owner/news", "private": False}],
            },
            ("owner/news",),
        ),
        (
            "installation",
            {
                "action": "created",
                "repositories": [
                    {"full_name": "owner/news", "private": False},
                    {"full_name": "owner/secret", "private": True},
                ],
            },
            ("owner/secret",),
        ),
        ("push", {"repository": "owner/news"}, ()),
        ("push", {"repository": repository(private=True, full_name="../..")}, ()),
    ],
)
def test_what_a_delivery_takes_out_of_sight(event, payload, names):
    """Every payload that says that something is private or gone is obeyed."""
    assert withdrawal(event, payload).names == names


@pytest.mark.parametrize("action", ["deleted", "suspend"])
def test_an_installation_that_ends_takes_all_with_it(action):
    """Nothing of an installation is shown that was removed or suspended."""
    told = withdrawal("installation", {"action": action, "installation": {"id": 7}})

    assert told == Withdrawal((), 7)


def test_moments_are_compared_in_one_zone():
    """GitHub's clock counts, in whatever zone it is written."""
    assert withdrawal("push", {"repository": repository(private=True)}).at == NOON


@pytest.mark.parametrize(
    ("answer", "is_private"),
    [({"private": False}, False), ({"private": True}, True), ({}, True), ({"private": None}, True)],
)
def test_what_an_answer_does_not_say_is_private(answer, is_private):
    """Only a repository that GitHub calls public is public."""
    assert repository_facts({"default_branch": "main", **answer}).is_private is is_private


@pytest.mark.parametrize(
    ("seen", "withdrawn", "shown"),
    [
        (SeenPublic(), Withdrawn(), False),  # nothing is known
        (SeenPublic(is_public=True), Withdrawn(), True),
        (SeenPublic(is_public=True), Withdrawn("d1"), False),  # told after GitHub was asked
        (SeenPublic(is_public=True, despite="d1"), Withdrawn("d1"), True),  # public again
        (SeenPublic(is_public=True, despite="d1"), Withdrawn("d2"), False),
        (SeenPublic(is_public=False, despite="d1"), Withdrawn("d1"), False),
    ],
)
def test_who_is_shown(seen, withdrawn, shown):
    """A repository is shown only by an answer that knows of the last withdrawal."""
    assert is_public(seen, withdrawn) is shown


@pytest.mark.parametrize(("updated", "shown"), [(NOON, False), (LATER, True), ("", False)])
def test_an_answer_from_an_old_copy_proves_nothing(updated, shown):
    """An answer that is older than the delivery that hid the repository does not show it."""
    facts = RepositoryFacts("main", is_private=False, updated_at=updated)

    assert seen_now(facts, Withdrawn("d1", LATER), 7).is_public is shown
