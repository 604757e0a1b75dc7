"""The titles that hang below events, and what else stands among them."""

import pytest

from tests.rules.harness import fixed, said, verdict

GROUP = "[Crabs](https://crabs.example)"
TITLE = "    * [**Talks**](https://crabs.example/1)"
LINE = f"* 2026-08-27 | Bern, CH | {GROUP}"


@pytest.mark.parametrize(
    "line",
    [
        "* [**Talks**](https://crabs.example/1) | 2026-08-27 | Bern, CH",
        "* [**Talks**](https://crabs.example/1)",
        "### Europe\n\n    * [**Talks**](https://crabs.example/1)",
    ],
)
def test_a_title_needs_an_event(line: str):
    """Without day and place nobody can go there; only the author knows them."""
    found = verdict(line, "event-title")
    assert [problem.fix for problem in found.problems] == [None]


@pytest.mark.parametrize("day", ["2026-08-27 |", "2026-08-27 -", "27.08.2026 |"])
def test_several_titles_below_an_event(day: str):
    """Every title belongs to the event above it, whatever form that has."""
    text = f"* {day} Bern, CH | {GROUP}\n{TITLE}\n\n{TITLE}\n{TITLE.lstrip()}"
    assert not [message for message in said(text, "event-title") if "above" in message]


@pytest.mark.parametrize(
    "title",
    [
        "[Talks]",
        "[*Talks*]",
        "[__Talks__]",
        "[**Talks]",
        "[Talks**]",
    ],
)
def test_the_title_of_an_event_becomes_bold(title: str):
    """Whatever emphasis was tried, the title ends up bold inside its link."""
    written = f"{LINE}\n    * {title}(https://crabs.example/1)"
    assert fixed(written, "event-title") == f"{LINE}\n{TITLE}"


@pytest.mark.parametrize("below", ["", "\n### Europe", "\n\nIf you are running a Rust event"])
def test_an_event_without_a_title_is_reported(below: str):
    """A group meets every month: readers want to know what happens this time."""
    line = f"* 2026-08-27 | Bern, CH | {GROUP}"
    assert len(said(f"{line}{below}", "event-title")) == 1
    assert said(f"{line}\n{TITLE}{below}", "event-title") == []


def test_a_title_beside_the_event_goes_below_it():
    """One line for when and where, and one for what."""
    line = f"* 2026-08-27 | Bern, CH | {GROUP}"
    assert fixed(f"{line} | {TITLE.removeprefix('    * ')}", "event-title") == f"{line}\n{TITLE}"


@pytest.mark.parametrize(
    "line",
    [
        "x   * [**Talks**](https://crabs.example/1)",
        "    x [**Talks**](https://crabs.example/1)",
        "    * x [**Talks**](https://crabs.example/1)",
        "    * . [**Talks**](https://crabs.example/1)",
        "    * **Talks**",
        "    * Talks",
        "Talks",
    ],
)
def test_a_title_is_a_linked_list_item(line: str):
    """Whatever stands right below an event is meant as its title."""
    assert len(said(f"{LINE}\n{line}", "event-title")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "    * [**Talks: *sold out***](https://crabs.example/1)",
        "    * [**Talks [ES]**](https://crabs.example/1)",
        r"    * [**Talks with A\*, and `*const`**](https://crabs.example/1)",
        "    * [**Talks | Drinks**](https://crabs.example/1)",
        "    * [**Talks**](https://crabs.example/1) | [**Mirror**](https://crabs.example/2)",
        "    * [**Talks**](https://crabs.example/1) | [Stream](https://crabs.example/2)",
        "    * [**Talks**](https://crabs.example/1)\n    * [**Drinks**](https://crabs.example/2)",
        "    * [**Talks**](https://crabs.example/1)\n\nIf you run one, [say](https://s.ch) so.",
        "    * [**Talks**](https://crabs.example/1)\n\n<!-- soon -->\n\n[calendar]: https://c.ch",
    ],
)
def test_what_may_stand_below_an_event(line: str):
    """Mirrors and streams, further titles, sentences and comments."""
    assert said(f"{LINE}\n{line}", "event-title") == []


@pytest.mark.parametrize(
    "line", ["* More soon", "* [Crabs](https://crabs.example)", "| Bern | CH", "- 2nd meeting"]
)
def test_a_list_item_is_an_event_or_a_title(line: str):
    """In the list of events, nothing else is one."""
    (message,) = said(line, "event-title") or said(line, "event-date") or said(line, "event-format")
    assert "YYYY-MM-DD" in message


@pytest.mark.parametrize("title", ["[**Talks *now**]", "[**Ta*lks**]", "[Talks* now]"])
def test_a_star_without_its_partner_is_for_the_author(title: str):
    """Readers see it; whether it is meant, nobody else knows."""
    found = verdict(f"{LINE}\n    * {title}(https://crabs.example/1)", "event-title")
    assert [problem.fix for problem in found.problems] == [None]
