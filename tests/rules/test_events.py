"""The rules about events: form, date, place, region, order."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, said, verdict

GROUP = "[Crabs](https://crabs.example)"
TITLE = "    * [**Talks**](https://crabs.example/1)"


def event(days: str, place: str = "Bern, CH", title: str = TITLE) -> str:
    return f"* {days} | {place} | {GROUP}\n{title}"


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("* 2026-08-27|Bern, CH|[G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27 |  Bern, CH| [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27 | Bern, CH [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("# 2026-08-27 | Bern, CH | [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("*2026-08-27 | Bern, CH | [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27 Bern, CH [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27, Bern, CH, [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27 - Bern, CH - [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27: Austin, TX, US: [G](https://g.example)", "* 2026-08-27 | Austin, TX, US | [G](https://g.example)"),
        (
            "* 2026-08-27 – Virtual (Bern, CH) – [G](https://g.example)",
            "* 2026-08-27 | Virtual (Bern, CH) | [G](https://g.example)"),
        (
            "* 2026-08-27 - 2026-08-28 - Bern, CH - [G](https://g.example)",
            "* 2026-08-27 - 2026-08-28 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27 | Bern, CH | [A | B](https://g.example)", None),
        (
            "* 2026-08-27 | Bern, CH | [A](https://a.example) + [B](https://b.example)",
            None,
        ),
    ],
)  # fmt: skip
def test_the_fields_of_an_event_are_set_off(line: str, better: str | None):
    """Three fields with ` | ` between them; an event typed as a heading becomes an item again."""
    assert fixed(f"{line}\n{TITLE}", "event-format") == f"{better or line}\n{TITLE}"


@pytest.mark.parametrize(
    "line",
    [
        f"* 2026-08-27 Rust meetup in Bern {GROUP}",
        f"* 2026-08-27 Rust meetup Bern, CH {GROUP}",
        f"* 2026-08-27 - {GROUP} - Bern, CH",
        "* [**Talks**](https://crabs.example/1) | 2026-08-27 | Bern, CH",
        "* [**Talks**](https://crabs.example/1)",
        "### Europe\n\n    * [**Talks**](https://crabs.example/1)",
    ],
)
def test_what_an_event_lacks_is_for_its_author(line: str):
    """Where the fields cannot be told apart, or day and place are missing, there is no fix."""
    found = verdict(line, "event-format")
    assert [problem.fix for problem in found.problems] == [None]


@pytest.mark.parametrize("day", ["2026-08-27 |", "2026-08-27 -", "27.08.2026 |"])
def test_several_titles_below_an_event(day: str):
    """Every title belongs to the event above it, whatever form that has."""
    text = f"* {day} Bern, CH | {GROUP}\n{TITLE}\n\n{TITLE}\n{TITLE.lstrip()}"
    assert not [message for message in said(text, "event-format") if "above" in message]


@pytest.mark.parametrize(
    "title",
    [
        "[Talks]",
        "[**Talks **]",
        "[** Talks**]",
        "[*Talks*]",
        "[__Talks__]",
        "[**Talks]",
        "[Talks**]",
    ],
)
def test_the_title_of_an_event_becomes_bold(title: str):
    """Whatever emphasis was tried, the title ends up bold inside its link."""
    written = event("2026-08-27", title=f"    * {title}(https://crabs.example/1)")
    assert fixed(written, "event-format") == event("2026-08-27")


@pytest.mark.parametrize(
    ("days", "better"),
    [
        ("2026/08/27", "2026-08-27"),
        ("2026-8-27", "2026-08-27"),
        ("2026-08-27 – 2026-08-29", "2026-08-27 - 2026-08-29"),
        ("2026-08-27 to 2026-08-29", "2026-08-27 - 2026-08-29"),
        ("2026-08-27-2026-08-29", "2026-08-27 - 2026-08-29"),
        ("2026-08-27-29", "2026-08-27 - 2026-08-29"),
        ("2026-08-27 & 08-28", "2026-08-27 & 08-28"),
        ("27.08.2026", "2026-08-27"),
        ("27-08-2026", "2026-08-27"),
        ("05.09.2026", "2026-09-05"),
        ("27.08.2026 - 29.08.2026", "2026-08-27 - 2026-08-29"),
        ("**2026-08-27**", "2026-08-27"),
        ("*27.08.2026*", "2026-08-27"),
        ("2026-08-27 & 2026-09-03", "2026-08-27 & 2026-09-03"),
    ],
)
def test_days_have_one_form(days: str, better: str):
    """A stretch of days is written `D - D`; two meetings are no stretch."""
    assert fixed(event(days), "event-date") == event(better)


@pytest.mark.parametrize(
    "days", ["08/09/2026", "08/27/2026", "08-09-2026", "08.27.2026", "**2026-08-27"]
)
def test_days_that_can_be_read_in_two_ways(days: str):
    """Day or month first, only the author knows; it is an event all the same."""
    found = verdict(event(days), "event-date")
    assert [problem.fix for problem in found.problems] == [None]


@pytest.mark.parametrize(
    ("days", "reported"),
    [
        ("2026-08-26", False),
        ("2026-09-23", False),
        ("2026-09-24", True),
        ("2026-08-25", True),
        ("2026-08-20 - 2026-08-27", False),
        ("2026-09-20 - 2026-10-02", False),
        ("2026-08-30 - 2026-08-28", True),
        ("2026-02-30", True),
        ("2025-08-27", True),
    ],
)
def test_an_event_lies_in_the_weeks_of_the_edition(days: str, reported: bool):
    """From the issue's date to four weeks later, and on a day that there is."""
    assert bool(said(event(days), "event-date")) is reported


@pytest.mark.parametrize(
    ("place", "better"),
    [
        ("Tel Aviv, Israel", "Tel Aviv, IL"),
        ("Utrecht, The Netherlands", "Utrecht, NL"),
        ("London, GB", "London, UK"),
        ("Leeds, England", "Leeds, UK"),
        ("Copenhagen, Dk", "Copenhagen, DK"),
        ("Berlin,DE", "Berlin, DE"),
        ("Melbourne, VIC, AUS", "Melbourne, VIC, AU"),
        ("Minneapolis, MN US", "Minneapolis, MN, US"),
        ("Miami, FL", "Miami, FL, US"),
        ("Austin, Texas, US", "Austin, TX, US"),
        ("Vancouver, British Columbia, Canada", "Vancouver, BC, CA"),
        ("Online", "Virtual"),
        ("virtual", "Virtual"),
        ("Virtual( Kampala, UG)", "Virtual (Kampala, UG)"),
        ("Virtual (Tel Aviv, Israel)", "Virtual (Tel Aviv, IL)"),
        ("Virtual + Vienna, AT", "Hybrid (Vienna, AT)"),
        ("Vienna, AT + Virtual", "Hybrid (Vienna, AT)"),
        ("Hybrid - Vancouver, BC, CA", "Hybrid (Vancouver, BC, CA)"),
    ],
)
def test_a_place_has_one_spelling(place: str, better: str):
    """Codes instead of names, one form for events online and for both at once."""
    assert fixed(event("2026-08-27", place), "event-location") == event("2026-08-27", better)


@pytest.mark.parametrize(
    "place",
    [
        "Virtual",
        "Virtual (Europe)",
        "Virtual (Joint Meetup, Europe + Israel)",
        "Virtual (Redmond, WA, US; New York, NY, US)",
        "Virtual (Redmond, WA, US / London, UK)",
        "Virtual and In-Person (Seattle, WA, US)",
        "Hybrid: In-Person and Virtual (Seattle, WA, US)",
        "Hybrid (Vienna, AT)",
        "Bangalore/Bengaluru, IN",
        "Biel/Bienne, CH",
        "Leipzig, SN, DE",
        "Los Angeles (Chino Hills), CA, US",
        "Washington, DC, US",
        "Collingwood, VI, AU",
        "São Paulo, SP, BR",
        "Kowloon Tong, HK",
        "Taipei, TW",
        "Singapore, SG",
    ],
)
def test_a_place_in_its_usual_form_stays(place: str):
    """Two or three fields, several places at once, and freedom for events online."""
    assert said(event("2026-08-27", place), "event-location") == []


@pytest.mark.parametrize("place", ["Sydney, AU", "Toronto, CA", "Somewhere", "Berlin, Xyzland"])
def test_what_a_place_lacks_is_asked_for(place: str):
    """A state or a country that nobody can know is reported without a fix."""
    found = verdict(event("2026-08-27", place), "event-location")
    assert [problem.fix for problem in found.problems] == [None]


@pytest.mark.parametrize(
    ("region", "place", "reported"),
    [
        ("Europe", "Austin, TX, US", True),
        ("North America", "Virtual (Austin, TX, US)", True),
        ("Virtual", "Bratislava, SK", True),
        ("Africa", "Kuala Lumpur, MY", True),
        ("Virtual", "Hybrid (Vienna, AT)", False),
        ("Europe", "Hybrid (Vienna, AT)", False),
        ("North America", "México City, MX", False),
        ("Europe", "London, UK", False),
        ("Asia", "Istanbul, TR", False),
        ("Europe", "Istanbul, TR", False),
        ("Conferences", "Austin, TX, US", False),
    ],
)
def test_an_event_stands_in_its_region(region: str, place: str, reported: bool):
    """By its country; what is held both ways stands under both."""
    text = f"### {region}\n\n{event('2026-08-27', place)}"
    assert bool(said(text, "event-region")) is reported


def test_added_events_are_sorted_by_the_fix():
    """What hangs below an event moves with it."""
    late, soon = (
        event("2026-09-03"),
        event("2026-08-27", title="    * [**Soon**](https://s.example)"),
    )
    assert fixed(f"{late}\n{soon}", "event-order") == f"{soon}\n{late}"


def test_an_event_among_unchanged_ones_is_not_moved():
    """A fix never touches what somebody else wrote: the author is told where it belongs."""
    old = f"{event('2026-08-27')}\n{event('2026-08-30')}"
    new = event("2026-08-28", title="    * [**New**](https://n.example)")
    found = verdict(f"{old}\n{new}", "event-order", base=old)
    assert len(found.problems) == 1
    assert found.fixes == ()
    assert "before the event on line" in found.problems[0].message


def test_the_order_counts_within_a_region():
    """Each region begins anew, at whatever level its heading is."""
    text = f"### Europe\n{event('2026-09-03')}\n# Oceania\n{event('2026-08-27')}"
    assert said(text, "event-order") == []


def test_an_old_disorder_is_not_the_newcomers():
    """An event that fits between its neighbours is in order, whatever stands elsewhere."""
    old = f"{event('2026-09-03')}\n{event('2026-08-26')}"
    new = event("2026-08-29", title="    * [**New**](https://n.example)")
    assert said(f"{old}\n{new}", "event-order", base=old) == []


def test_an_event_twice_in_a_region_is_reported():
    """The same day and the same page is the same event, whatever its place is called."""
    once = event("2026-08-27")
    assert (
        len(said(f"{once}\n{event('2026-08-27', 'Berne, CH')}", "duplicate-event", base=once)) == 1
    )


def test_hybrid_and_recurring_events_are_no_duplicates():
    """Once under Virtual and once under the region, and one page for meetings on several days."""
    hybrid = event("2026-08-27", "Hybrid (Bern, CH)")
    text = f"### Virtual\n{hybrid}\n### Europe\n{hybrid}\n{event('2026-09-03')}"
    assert said(text, "duplicate-event") == []
    assert said(text, "duplicate-link", section="Upcoming Events") == []


def test_lines_of_a_table_are_no_events():
    """Bars in a performance report belong to a table."""
    table = "| 2026-08-27 | -0.4% | [run](https://perf.example) |"
    for name in ("event-format", "event-date", "event-location"):
        assert said(table, name, section="Quote of the Week") == []


@pytest.mark.parametrize(
    ("place", "severity"),
    [
        ("Virtual + Bern, CH", Severity.NOTICE),
        ("Hybrid - Bern, CH", Severity.NOTICE),
        ("London, GB", Severity.NOTICE),
        ("Hybrid (Bern, Switzerland)", Severity.WARNING),
        ("Virtual(Bern, CH)", Severity.WARNING),
    ],
)
def test_words_for_a_hybrid_event_are_taste(place: str, severity: Severity):
    """Editors publish them in many forms; a country's name they correct."""
    problems = verdict(event("2026-08-27", place), "event-location").problems
    assert [problem.severity for problem in problems] == [severity]


@pytest.mark.parametrize("below", ["", "\n### Europe", "\n\nIf you are running a Rust event"])
def test_an_event_without_a_title_is_reported(below: str):
    """A group meets every month: readers want to know what happens this time."""
    line = f"* 2026-08-27 | Bern, CH | {GROUP}"
    assert len(said(f"{line}{below}", "event-format")) == 1
    assert said(f"{line}\n{TITLE}{below}", "event-format") == []


def test_a_title_beside_the_event_goes_below_it():
    """One line for when and where, and one for what."""
    line = f"* 2026-08-27 | Bern, CH | {GROUP}"
    assert fixed(f"{line} | {TITLE.removeprefix('    * ')}", "event-format") == f"{line}\n{TITLE}"


@pytest.mark.parametrize("days", ["27 August 2026", "August 27, 2026", "Aug. 27th 2026"])
def test_a_day_in_words_gets_its_form(days: str):
    """As people write days, and as the list is sorted."""
    assert fixed(event(days), "event-date") == event("2026-08-27")
    assert said(event(days), "description") == []


@pytest.mark.parametrize(
    ("region", "place", "state"),
    [
        ("North America", "Atlanta, GA", "Atlanta, GA, US"),
        ("North America", "Atlanta, Georgia", "Atlanta, GA, US"),
        ("North America", "Richmond, VA + Virtual", "Richmond, VA, US"),
        ("North America", "Hybrid (Gary, IN)", "Gary, IN, US"),
        ("North America", "Saskatoon, SK", "Saskatoon, SK, CA"),
        ("Oceania", "Adelaide, SA", "Adelaide, SA, AU"),
    ],
)
def test_a_state_that_could_be_a_country_is_asked_about(region: str, place: str, state: str):
    """Where Gabon and Slovakia are far away, nobody is sent there; but only the author knows."""
    text = f"### {region}\n\n{event('2026-08-27', place)}"
    assert said(text, "event-region") == []
    assert state not in fixed(text, "event-location")
    text = fixed(text, "event-location")
    assert said(text, "event-location") == [f"Name the country too: is it `{state}`?"]


@pytest.mark.parametrize(
    ("region", "place", "better"),
    [
        ("North America", "Austin, TX", "Austin, TX, US"),
        ("North America", "Boulder, Colorado", "Boulder, CO, US"),
        ("Virtual", "Virtual (Austin, Texas)", "Virtual (Austin, TX, US)"),
        ("Oceania", "Perth, WA", "Perth, WA, AU"),
        ("Oceania", "Darwin, NT", "Darwin, NT, AU"),
        ("Oceania", "Sydney, NSW", "Sydney, NSW, AU"),
        ("Virtual", "Virtual (Perth, WA)", "Virtual (Perth, WA)"),
        ("Virtual", "Virtual (Atlanta, Georgia)", "Virtual (Atlanta, Georgia)"),
    ],
)
def test_a_state_alone_gets_its_country(region: str, place: str, better: str):
    """Where the region leaves only one country with such a state."""
    text = f"### {region}\n\n{event('2026-08-27', place)}"
    assert fixed(text, "event-location") == text.replace(place, better)


@pytest.mark.parametrize("place", ["San Francisco, CA", "Toronto, CA"])
def test_california_and_canada_are_not_told_apart(place: str):
    """Only the author knows; both stand under the same region."""
    text = f"### North America\n\n{event('2026-08-27', place)}"
    assert said(text, "event-region") == []
    (message,) = said(text, "event-location")
    assert "`City, State, CA`, or `City, CA, US`" in message


def test_a_group_without_a_link_is_reported():
    """Readers follow the group's link to take part."""
    assert len(said(f"* 2026-08-27 | Bern, CH | **Crabs**\n{TITLE}", "event-format")) == 1


def test_an_event_between_two_that_are_out_of_order():
    """A wrong date in the draft is not the fault of the event that is added behind it."""
    wrong, later = event("2027-08-27"), event("2026-09-10")
    mine = event("2026-09-01").replace("/1)", "/2)")
    text = f"{wrong}\n{mine}\n{later}"
    assert said(text, "event-order", base=f"{wrong}\n{later}") == []
