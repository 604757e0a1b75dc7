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
        ("* 2026-08-27 || Bern, CH | [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* |2026-08-27 | Bern, CH | [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27 Bern, CH | [G](https://g.example)", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
        ("* 2026-08-27 | Bern, CH | [G](https://g.example) |", "* 2026-08-27 | Bern, CH | [G](https://g.example)"),
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
        f"* 2026-08-27 | {GROUP}",
        f"* 2026-08-27 | | {GROUP}",
        "* 2026-08-27 | Bern, CH",
        "* 2026-08-27 | Bern, CH |",
        f"* 2026-08-27 | Be|rn, CH | {GROUP}",
        f"* 2026-08-27 | Be[rn, CH | {GROUP}",
        f"* 2026|-08-27 | Bern, CH | {GROUP}",
        f"* Bern, CH | {GROUP}",
        f"* 2026-08-27 Rust meetup Bern, CH {GROUP}",
        f"* 2026-08-27 - {GROUP} - Bern, CH",
    ],
)
def test_what_an_event_lacks_is_for_its_author(line: str):
    """Where the fields cannot be told apart, or day and place are missing, there is no fix."""
    found = verdict(line, "event-format")
    assert [problem.fix for problem in found.problems] == [None]


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
        ("**2026-08-27", "2026-08-27"),
        ("*27.08.2026*", "2026-08-27"),
        ("2026-08-27 & 2026-09-03", "2026-08-27 & 2026-09-03"),
    ],
)
def test_days_have_one_form(days: str, better: str):
    """A stretch of days is written `D - D`; two meetings are no stretch."""
    assert fixed(event(days), "event-date") == event(better)


@pytest.mark.parametrize("days", ["08/09/2026", "08/27/2026", "08-09-2026", "08.27.2026"])
def test_days_that_can_be_read_in_two_ways(days: str):
    """Day or month first, only the author knows; it is an event all the same."""
    found = verdict(event(days), "event-date")
    assert [problem.fix for problem in found.problems] == [None]


@pytest.mark.parametrize(
    ("days", "better"),
    [
        ("2026--09-02", "2026-09-02"),
        ("2026-9-2", "2026-09-02"),
        ("2026-09-2", "2026-09-02"),
        ("20260902", "2026-09-02"),
        ("20260902 - 20260904", "2026-09-02 - 2026-09-04"),
        ("2026-09-02.", "2026-09-02"),
        ("2026 -09-02", "2026-09-02"),
        ("2026 09 02", "2026-09-02"),
        ("2026–09–02", "2026-09-02"),
        ("2026-09-02 -- 2026-09-04", "2026-09-02 - 2026-09-04"),
        ("2026-09-02 - 09-04", "2026-09-02 - 2026-09-04"),
        ("2026-O9-02", None),
        ("202-09-02", None),
        ("02026-09-02", None),
        ("2026-009-02", None),
        ("2026-13-02", None),
        ("2026-02-30", None),
        ("2026-0902", None),
        ("2026-09-02x", None),
        ("x 2026-09-02", None),
        ("2026-09-02 19:00", None),
        ("2026-09-02 2026-09-04", None),
        ("2026-09-02 → 2026-09-04", None),
        ("2026-9-1-02", None),
        ("Every Tuesday", None),
        ("TBD", None),
    ],
)
def test_almost_a_day_is_told(days: str, better: str | None):
    """An event has a day that readers can sort; a fix is offered where only one can be meant."""
    found = verdict(event(days), "event-date")
    assert [problem.severity for problem in found.problems] == [Severity.WARNING]
    assert fixed(event(days), "event-date") == event(better or days)


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
        ("Virtual (Oslo, NO / London UK)", "Virtual (Oslo, NO / London, UK)"),
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
        "Los Angeles (Chino Hills), CA, US",
        "Washington, DC, US",
        "Petaling Jaya, Selangor, MY",
        "Ikot Akpaden, Mkpat Enin, Akwa Ibom State, NG",
        "'s-Hertogenbosch, NL",
        "St. Gallen, CH",
        "Kowloon Tong, HK",
        "Taipei, TW",
        "Singapore, SG",
    ],
)
def test_a_place_in_its_usual_form_stays(place: str):
    """Two or three fields, several places at once, and freedom for events online."""
    assert said(event("2026-08-27", place), "event-location") == []


@pytest.mark.parametrize(
    ("place", "better", "severity"),
    [
        ("Brisbane, QL, AU", "Brisbane, QLD, AU", Severity.WARNING),
        ("Barton, AC, AU", "Barton, ACT, AU", Severity.WARNING),
        ("Washington, D.C., US", "Washington, DC, US", Severity.WARNING),
        ("Canberra, ACt, AU", "Canberra, ACT, AU", Severity.WARNING),
        ("Collingwood, VI, AU", "Collingwood, VIC, AU", Severity.WARNING),
        ("Sydney, NWS, AU", "Sydney, NSW, AU", Severity.WARNING),
        ("Virtual (Hobart, TA, AU)", "Virtual (Hobart, TAS, AU)", Severity.WARNING),
        ("Charlotte Amalie, VI, US", "Charlotte Amalie, VI, US", None),
        ("San Juan, PR, US", "San Juan, PR, US", None),
        ("Whitehorse, YT, CA", "Whitehorse, YT, CA", None),
        ("Seattle, WS, US", None, Severity.WARNING),
        ("San Francisco, SF, US", None, Severity.WARNING),
        ("Montréal, QU, CA", None, Severity.WARNING),
        ("Perth, XX, AU", None, Severity.WARNING),
        ("Virtual (Seattle, WS, US)", None, Severity.WARNING),
        ("Hamburg, HH, DE", "Hamburg, DE", Severity.NOTICE),
        ("São Paulo, SP, BR", "São Paulo, BR", Severity.NOTICE),
        ("Mexico City, CDMX, MX", "Mexico City, MX", Severity.NOTICE),
        ("Montevideo, DE, UY", "Montevideo, UY", Severity.NOTICE),
        ("Hybrid (Leipzig, SN, DE)", "Hybrid (Leipzig, DE)", Severity.NOTICE),
        ("Belfast, NI, GB", "Belfast, UK", Severity.NOTICE),
        ("Hamburg, HH, Germany", "Hamburg, DE", Severity.WARNING),
    ],
)
def test_a_state_is_one_that_the_country_has(
    place: str, better: str | None, severity: Severity | None
):
    """Three countries have states, by their usual codes; elsewhere the country is enough."""
    found = verdict(event("2026-08-27", place), "event-location")
    assert [problem.severity for problem in found.problems] == [severity] * bool(severity)
    assert fixed(event("2026-08-27", place), "event-location") == event(
        "2026-08-27", better or place
    )


@pytest.mark.parametrize(
    "place",
    [
        "Luz]ern, CH",
        "*Luzern, CH",
        "Luzern*, CH",
        "(Luzern, CH",
        "Luzern), CH",
        ".Luzern, CH",
        "Luzern-, CH",
        "Luzern:, CH",
        "Luzern, (CH",
        "Luzern, C",
        "Luzern, XX",
        "Luzern CH",
        "Luzern. CH",
        "Luzern/ CH",
        "Lu_zern, CH",
        "Seattle, WA/ US",
        "Seattle, WA/, US",
        "CH",
        ", CH",
        "UK",
        "Luzern",
        "Hybrid",
    ],
)
def test_a_place_is_a_name_and_a_country(place: str):
    """What is damaged is told, and nothing is guessed."""
    found = verdict(event("2026-08-27", place), "event-location")
    assert [problem.fix for problem in found.problems] == [None]


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


@pytest.mark.parametrize("beside", ["{}.", "*{}", "{}x", "with {}", "{} and friends"])
def test_nothing_but_links_stands_for_a_group(beside: str):
    """What an editor would take out is a notice; several groups are joined by a word or a mark."""
    line = f"* 2026-08-27 | Bern, CH | {beside.format(GROUP)}"
    problems = verdict(f"{line}\n{TITLE}", "event-format").problems
    assert [problem.severity for problem in problems] == [Severity.NOTICE]
    for mark in (" + ", " and ", " & ", ", ", ", and ", " / "):
        assert (
            said(
                f"{line.replace(beside.format(GROUP), GROUP + mark + GROUP)}\n{TITLE}",
                "event-format",
            )
            == []
        )
