"""The rules about calls for participation and calls for papers."""

from datetime import date

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, said, verdict


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("* [crab - Walk](https://github.com/crab/crab/issues/7)", False),
        ("* [Rama — Deny all](https://github.com/plabayo/rama/issues/3)", False),
        ("* [Diesel: Poll I](https://github.com/diesel/diesel/discussions/9)", False),
        ("* [wtx - [HTTP/2] Latency](https://github.com/w/wtx/issues/2)", False),
        ("* [Editors wanted](https://forms.blog/twir)", False),
        ("* [crab - help wanted](https://github.com/crab/crab)", True),
        ("* [crab - issues](https://github.com/crab/crab/issues?q=label)", True),
        ("* [Walk forwards](https://github.com/crab/crab/issues/7)", True),
        ("* [crab - ](https://github.com/crab/crab/issues/7)", True),
        ("* [ - ](https://github.com/crab/crab/issues/7)", True),
        ("*No Calls for participation were submitted this week.*", False),
    ],
)
def test_a_call_names_a_project_and_an_issue(text: str, reported: bool):
    """A single issue of a named project, with whatever dash between."""
    assert bool(said(text, "cfp-project-format")) is reported


@pytest.mark.parametrize(
    "text",
    [
        "* [**E**](https://e.ch)| Closes 2026-09-02 | virtual | Event: 2026-10-04 to 2026-10-06",
        "* [**E**](https://e.ch) | 2026-09-02 | Bern, CH | 2026-10-04 - 2026-10-06",
        "* [**E**](https://e.ch) | Closes 2026-09-02 | Bern, CH | Event on 2026-10-04 & 2026-10-05",
        "* [**E**](https://e.ch) | CFP closes 2026-09-02 | Seattle, WA, US | 2026-10-04",
        "* [**E**](https://e.ch) | Deadline: 2026-09-02 at 7:59am UTC | Bern, CH | 2026-10-04",
        "* [**E**](https://e.ch) | Rolling deadline | Belgrade, RS | Event on 2026-10-04",
        "* [**E**](https://e.ch) | [Page](https://p.ch) | 2026-09-02 | Bern, CH | Event 2026-10-04",
        "* [**E**](https://e.ch) | Closes 2026-09-02 | online | Event date: 2026-10-04",
        "* [**E**](https://e.ch) | Closes 2026-09-02 | Paris | 2026-10-04",
        "*No Calls for papers or presentations were submitted this week.*",
    ],
)  # fmt: skip
def test_the_many_shapes_of_a_call_are_accepted(text: str):
    """Editors publish all of these."""
    assert said(text, "cfp-event-format") == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        (
            "* [**E**](https://e.ch)|1 December 2026|Brussels, Belgium|1 February 2027",
            "* [**E**](https://e.ch) | 2026-12-01 | Brussels, BE | 2027-02-01",
        ),
        (
            "* [**E**](https://e.ch) | Closes Dec. 1st, 2026 | Bern, CH | February 1, 2027",
            "* [**E**](https://e.ch) | Closes 2026-12-01 | Bern, CH | 2027-02-01",
        ),
    ],
)
def test_a_call_is_put_into_form(text: str, better: str):
    """Bars, days and countries are what a machine can be sure of."""
    assert fixed(text, "cfp-event-format") == better


def test_a_call_without_its_fields_is_reported():
    """A link alone does not say until when and where."""
    assert len(said("* [E](https://e.ch)", "cfp-event-format")) == 1
    assert len(said("* [**E**](https://e.ch) | soon | Bern, CH | 2026", "cfp-event-format")) == 1


@pytest.mark.parametrize(
    ("closes", "today", "reported"),
    [
        ("2026-08-26", date(2026, 8, 20), False),
        ("2026-08-25", date(2026, 8, 20), True),
        ("2025-09-02", date(2026, 8, 20), True),
        ("2026-08-27", date(2026, 8, 28), True),
        ("2026-09-27", date(2026, 11, 24), False),
        ("25 August 2026", date(2026, 8, 20), True),
    ],
)
def test_a_closed_call_is_reported(closes: str, today: date, reported: bool):
    """It is over when the edition appears; drafts of long ago were read in their week."""
    text = f"* [**E**](https://e.ch) | Closes {closes} | Bern, CH | 2026-12-01"
    assert bool(said(text, "cfp-past", today=today)) is reported


@pytest.mark.parametrize(
    ("apart", "title"),
    [
        ("crab - [Walk forwards]", "crab - Walk forwards"),
        ("crab: [Walk forwards]", "crab - Walk forwards"),
        ("crab – [Crab: walk forwards]", "Crab: walk forwards"),
    ],
)
def test_a_project_named_before_the_link_goes_into_it(apart: str, title: str):
    """One link says whose issue it is and what there is to do."""
    issue = "(https://github.com/crab/crab/issues/7)"
    assert fixed(f"* {apart}{issue}", "cfp-project-format") == f"* [{title}]{issue}"


@pytest.mark.parametrize("item", ["- [**Crab Days**]", "[Crab Days]", "* **[Crab Days]"])
def test_a_call_that_only_names_its_event_is_reported(item: str):
    """Speakers need to know until when, whatever the bullet."""
    assert len(said(f"{item}(https://crab.example/cfp)", "cfp-event-format")) == 1


def test_a_project_is_named_with_a_dash_at_its_name():
    """The dash sets the project off, with a space on both sides or on one."""
    url = "https://github.com/crab/crab/issues/7"
    assert said(f"* [crab- Walk forwards]({url})", "cfp-project-format") == []


@pytest.mark.parametrize("title", ["[E 2027](https://e.ch)", "**[E 2027](https://e.ch)**"])
def test_the_title_of_a_call_is_bold(title: str):
    """As the template has it; many were published without."""
    rest = "| CFP closes 2026-11-24 | Warsaw, PL | 2027-03-19"
    bold = f"* [**E 2027**](https://e.ch) {rest}"
    problems = verdict(f"* {title} {rest}", "cfp-event-format").problems
    assert [problem.severity for problem in problems] == [Severity.NOTICE]
    assert fixed(f"* {title} {rest}", "cfp-event-format") == bold


@pytest.mark.parametrize(
    ("closes", "days", "reported"),
    [
        ("2026-11-24", "2026-03-19 - 2026-03-20", True),
        ("Closes 2026-11-24", "Event date: 2026-11-23", True),
        ("November 24, 2026", "19 March 2026", True),
        ("2026-11-24", "2026-11-24", False),
        ("2026-11-24", "2027-03-19", False),
        ("2026-11-24", "2026-11-20 & 2026-12-20", True),
        ("Rolling deadline", "2026-09-19", False),
        ("2026-11-24", "spring", False),
    ],
)
def test_a_call_closes_before_its_event(closes: str, days: str, reported: bool):
    """Nobody speaks at an event that is over: one of the years is wrong."""
    text = f"* [**E**](https://e.ch) | {closes} | Warsaw, PL | {days}"
    assert bool(said(text, "cfp-past")) is reported


def _call(title: str = "[**E**](https://e.ch)", place: str = "Bern, CH", days: str = "2027-02-01"):
    return f"* {title} | Closes 2026-10-01 | {place} | {days}"


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (_call(title="**E**"), "working-link"),
        (_call(place="Seattle, WS, US"), "cfp-event-format"),
        (_call(place="Warsaw PL"), "cfp-event-format"),
        (_call(days="2027-02-03 - 2027-02-01"), "cfp-past"),
    ],
)
def test_a_call_says_where_when_and_leads_to_its_page(call: str, rule: str):
    """A state that there is not, days the wrong way round, and a call without a link are told."""
    assert reported(call, section="CFP - Events") == {rule}
    assert fixed(call, section="CFP - Events") == call


@pytest.mark.parametrize("title", ["__E__", "*E*", "_E_", "E"])
def test_another_emphasis_becomes_bold(title: str):
    """No second mark is put around the first."""
    assert fixed(_call(f"[{title}](https://e.ch)"), "cfp-event-format") == _call()
