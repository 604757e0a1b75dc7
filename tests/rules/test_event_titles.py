"""The titles that hang below events, and what else stands among them."""

import pytest

from tests.rules.checking import mended, said, verdict

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
    found = verdict("event-title", line)
    assert [problem.fix for problem in found.problems] == [None]


@pytest.mark.parametrize("day", ["2026-08-27 |", "2026-08-27 -", "27.08.2026 |"])
def test_several_titles_below_an_event(day: str):
    """Every title belongs to the event above it, whatever form that has."""
    text = f"* {day} Bern, CH | {GROUP}\n{TITLE}\n\n{TITLE}\n{TITLE.lstrip()}"
    assert not [message for message in said("event-title", text) if "above" in message]


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
    assert mended("event-title", written) == f"{LINE}\n{TITLE}"


@pytest.mark.parametrize("below", ["", "\n### Europe", "\n\nIf you are running a Rust event"])
def test_an_event_without_a_title_is_reported(below: str):
    """A group meets every month: readers want to know what happens this time."""
    line = f"* 2026-08-27 | Bern, CH | {GROUP}"
    assert len(said("event-title", f"{line}{below}")) == 1
    assert said("event-title", f"{line}\n{TITLE}{below}") == []


def test_a_title_beside_the_event_goes_below_it():
    """One line for when and where, and one for what."""
    line = f"* 2026-08-27 | Bern, CH | {GROUP}"
    assert mended("event-title", f"{line} | {TITLE.removeprefix('    * ')}") == f"{line}\n{TITLE}"
