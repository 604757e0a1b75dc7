"""Where a pull request stands on the board, and who is named."""

from datetime import UTC, datetime

from ghapp.board.draft_view import shown_sections
from ghapp.board.harmless import HarmlessMarkdown
from ghapp.board.parts import BoardFacts, Rendered
from ghapp.board.view import MOST_PULLS, board_view
from ghapp.features.deeds import Deed
from ghapp.features.rollup_state import RollupState
from ghapp.features.senders import Sender
from ghapp.features.waiting import Waiting
from ghapp.features.week import Week

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TEMPLATE = "## Updates from Rust Community\n\n### Official\n\n### Research\n\n## Upcoming Events\n"
DRAFT = f"""\
{TEMPLATE.replace("### Research", "### Research" + chr(10) * 2 + "* [Paper](https://a.example/x)")}
### Europe

* 2026-12-03 | Berlin, DE | [Group](https://g.example/)
    * [**Talk**](https://g.example/talk)
"""
WEEK = Week(
    is_read=True, text=DRAFT, template=TEMPLATE, section_prefix="section: ", day="2026-12-02"
)


def view(waiting=None, **kept):
    facts = BoardFacts(week=WEEK, waiting=waiting or {}, **kept)
    return board_view(facts, Rendered(shown_sections(WEEK, HarmlessMarkdown())), NOW)


def test_a_pull_request_has_one_place():
    """It stands under the first of its sections in the draft; others only name it."""
    found = view({7: Waiting(sections=("Research", "Official"))})

    places = {s.title: ([p.number for p in s.pulls], list(s.also)) for s in found.sections}
    assert places["Official"] == ([7], [])
    assert places["Research"] == ([], [7])
    assert found.elsewhere == []


def test_what_touches_no_section_of_the_draft_is_shown_all_the_same():
    """A pull request to a section that the draft has not is under no section."""
    found = view({7: Waiting(sections=("Letters",)), 8: Waiting()})

    assert [pull.number for pull in found.elsewhere] == [7, 8]


def test_a_region_goes_by_its_events():
    """The regions below the events are sections of their own."""
    assert [s.title for s in view().sections] == ["Research", "Upcoming Events: Europe"]


def test_who_sent_it():
    """Events are known by their own page, not by their group's."""
    senders = {
        3: Sender("mara", frozenset({"a.example/x"})),
        4: Sender("gopher", frozenset({"g.example"})),
        5: Sender("ferris", frozenset({"g.example/talk"})),
    }

    found = [(item.sender, item.number) for s in view(senders=senders).sections for item in s.items]

    assert found == [("mara", 3), ("ferris", 5)]


def test_the_app_s_own_stand_apart():
    """The rollup and what else the app opened are not among what people wait for."""
    found = view(
        {7: Waiting(title="A"), 8: Waiting(is_ours=True), 9: Waiting(is_ours=True)},
        rollup=RollupState(pull=8, members=((7, "a"), (6, "b"))),
    )

    assert found.waiting == 1
    assert found.rollup == 8
    assert [(member.number, member.title) for member in found.members] == [(7, "A"), (6, "")]
    assert [pull.number for pull in found.by_app] == [9]


def test_what_an_editor_can_take_up_is_counted():
    """Ready is what has no problem and no approval; neither a draft nor a conflict is."""
    pulls = {
        6: Waiting(sections=("Research",)),
        7: Waiting(sections=("Research",), has_conflict=True),
        8: Waiting(sections=("Research",), is_draft=True),
        9: Waiting(sections=("Research",), rules=frozenset({"bullet"})),
    }

    found = view(pulls)

    assert (found.waiting, found.ready) == (4, 1)


def test_too_many_are_counted():
    """A flood of pull requests does not make the page endless."""
    found = view({number: Waiting() for number in range(1, MOST_PULLS + 6)})

    assert (len(found.elsewhere), found.unlisted) == (MOST_PULLS, 5)


def test_the_newest_deeds_come_first():
    """The log begins with what happened last."""
    deeds = {1: Deed("2026-11-29T10:00:00", 1, "first"), 2: Deed("2026-11-30T10:00:00", 2, "last")}

    assert [deed.text for deed in view(deeds=deeds).deeds] == ["last", "first"]
