"""The set-up's decisions: who is let in, what may be chosen, and which addresses are meant."""

from __future__ import annotations

import pytest

from ghapp.server.setup.addresses import Addresses, doubts, is_public
from ghapp.server.setup.choice import Choice, ChoiceForm, form_of, read_choice
from ghapp.server.setup.door import Door, KeptOut, Visit, is_own_state
from ghapp.server.setup.words import REFUSED


@pytest.fixture
def told() -> list[str]:
    """The tokens that the log has."""
    return []


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(told: list[str], clock: Clock) -> Door:
    made = Door(told.append, clock)
    made.open()
    return made


def entered(door: Door, token: str) -> Visit:
    visit = door.enter(token)
    assert isinstance(visit, Visit)
    return visit


def test_one_browser_is_let_in(door, told):
    """The first with the token has the visit, by its cookie; the token is worth nothing then."""
    assert door.enter("") is KeptOut.UNINVITED
    assert door.enter("guess") is KeptOut.UNINVITED
    visit = entered(door, told[0])

    assert door.visit(visit.cookie) is visit
    assert door.visit("") is door.visit("guess") is KeptOut.UNINVITED
    assert door.enter(told[0]) is KeptOut.TAKEN
    assert len({told[0], visit.cookie, visit.state}) == 3


def test_after_an_hour_a_new_token_is_told(door, told, clock):
    """Who was inside is out, and whoever reads the log may begin anew."""
    first = entered(door, told[0])
    clock.now = 3599
    assert door.visit(first.cookie) is first
    clock.now = 3600

    assert door.visit(first.cookie) is KeptOut.ENDED
    assert door.enter(told[0]) is KeptOut.ENDED
    assert len(told) == 2
    second = entered(door, told[1])
    assert door.visit(second.cookie) is second
    assert door.visit(first.cookie) is KeptOut.UNINVITED
    assert not is_own_state(second, first.state)


def test_a_visit_can_be_prolonged(door, told, clock):
    """Credentials that are here stay long enough to be seen, and nobody else comes in meanwhile."""
    visit = entered(door, told[0])
    clock.now = 3590
    door.prolong(visit, 600)
    clock.now = 4189

    assert door.visit(visit.cookie) is visit
    assert len(told) == 1


def test_an_own_state_is_the_same_and_no_other(door, told):
    """Nothing empty, cut short or of other letters passes."""
    visit = entered(door, told[0])

    assert is_own_state(visit, visit.state)
    for other in ("", visit.state[:-1], visit.cookie, "🦀", visit.state + "\0"):
        assert not is_own_state(visit, other)


def test_a_visit_shows_none_of_its_secrets(door, told):
    """What might end in a log holds neither cookie nor state."""
    visit = entered(door, told[0])

    assert visit.cookie not in repr(visit)
    assert visit.state not in repr(visit)


def test_everybody_kept_out_is_told_why():
    """There are words for each reason."""
    assert set(REFUSED) == set(KeptOut)


@pytest.mark.parametrize(
    ("owner", "organization", "name", "expected"),
    [
        ("account", "", "Crab Bot", Choice("", "Crab Bot")),
        ("account", "left over!", "Crab Bot", Choice("", "Crab Bot")),
        ("organization", "rust-lang", " Crab \t Bot ", Choice("rust-lang", "Crab Bot")),
        ("organization", " @crabs_corp ", "x" * 34, Choice("crabs_corp", "x" * 34)),
        ("account", "", "Zeitung für Krebse", Choice("", "Zeitung für Krebse")),
        ("", "", "Crab Bot", {"owner"}),
        ("both", "", "Crab Bot", {"owner"}),
        ("organization", "", "Crab Bot", {"organization"}),
        ("organization", "a/b", "Crab Bot", {"organization"}),
        ("organization", "..", "Crab Bot", {"organization"}),
        ("organization", "-crabs", "Crab Bot", {"organization"}),
        ("organization", "кrabs", "Crab Bot", {"organization"}),
        ("organization", "x" * 40, "Crab Bot", {"organization"}),
        ("organization", "crabs?state=x", "", {"organization", "name"}),
        ("account", "", "", {"name"}),
        ("account", "", "x" * 35, {"name"}),
        ("account", "", "🦀", {"name"}),
        ("account", "", "Crab\u202eBot", {"name"}),
        ("account", "", "Crab\0Bot", {"name"}),
    ],
)
def test_what_may_be_chosen(owner, organization, name, expected):
    """A choice, or the form with its faults; what was chosen fills the form in again."""
    read = read_choice({"owner": owner, "organization": organization, "name": name})

    if isinstance(read, ChoiceForm):
        assert set(read.wrong) == expected
        assert all(read.wrong.values())
    else:
        assert read == expected
        form = form_of(read)
        again = {"owner": form.owner, "organization": form.organization, "name": form.name}
        assert read_choice(again) == read


def test_an_empty_form_is_wrong_everywhere_but_in_what_it_does_not_need():
    """Somebody sends a form of their own."""
    read = read_choice({})
    assert isinstance(read, ChoiceForm)
    assert set(read.wrong) == {"owner", "name"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://ghapp.example.org", True),
        ("https://ghapp.example.org.:8443", True),
        ("http://8.8.8.8:8080", True),
        ("https://[2606:4700::1111]", True),
        ("http://localhost:8080", False),
        ("http://app.localhost", False),
        ("http://127.0.0.1:8080", False),
        ("http://0.0.0.0:8080", False),
        ("http://192.168.1.5", False),
        ("http://10.0.0.1", False),
        ("http://[::1]:8080", False),
        ("http://[fe80::1]", False),
        ("http://myserver:8080", False),
        ("http://nas.local", False),
        ("http://web.railway.internal:8080", False),
    ],
)
def test_which_addresses_github_can_reach(address, expected):
    """GitHub refuses what only a machine or its network knows."""
    assert is_public(address) is expected


def test_a_github_in_the_same_network_delivers_there():
    """Only a public GitHub refuses an address that is not."""
    assert Addresses("http://10.0.0.1", "https://github.com").is_webhook_refused
    assert not Addresses("http://10.0.0.1", "http://127.0.0.1:8081").is_webhook_refused
    assert not Addresses("https://crabs.example", "https://github.com").is_webhook_refused


def test_what_a_person_should_know():
    """Each doubt is told where it arises, and a good installation has none."""
    good = Addresses("https://crabs.example", "https://github.com")
    plain = Addresses("http://crabs.example", "https://github.com")
    local = Addresses("http://localhost:8080", "http://localhost:8081")

    assert list(doubts(good, good.here, "")) == []
    assert ["GHAPP_URL" in doubt for doubt in doubts(good, "", "")] == [True]
    assert ["no https" in doubt for doubt in doubts(plain, plain.here, "")] == [True]
    assert list(doubts(local, local.here, "")) == []
    assert ["overlay" in doubt for doubt in doubts(good, good.here, "overlay")] == [True]
