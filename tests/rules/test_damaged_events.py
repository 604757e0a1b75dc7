"""One character of an event is lost, doubled or too much: readers would stumble, so it is told."""

from collections.abc import Iterator

import pytest

from tests.rules.harness import reported, said

LINE = "* 2026-09-02 | Luzern, CH | [Crabs](https://crabs.example/)"
TITLE = "    * [**Talks**](https://crabs.example/1/)"
MARKS = " *|[](),-:/"


def damaged(text: str) -> Iterator[str]:
    """The text with one mark left out or doubled, up to its link's address."""
    for at, character in enumerate(text[: text.index("crabs.")]):
        if character in MARKS or character.isdigit():
            yield text[:at] + text[at + 1 :]
            yield text[:at] + character + text[at:]


def test_a_damaged_event_is_told():
    """Its bullet, day, bars, country and link."""
    for line in damaged(LINE):
        text = f"### Europe\n\n{line}\n{TITLE}"
        assert reported(text, section="Upcoming Events"), line


def test_a_damaged_title_is_told():
    """Its indentation, bullet, bold and link."""
    for title in damaged(TITLE):
        assert reported(f"### Europe\n\n{LINE}\n{title}", section="Upcoming Events"), title


def test_a_stray_mark_is_told():
    """Wherever it got to before the link."""
    for at in range(LINE.index("[")):
        for mark in "|[]()*:":
            line = LINE[:at] + mark + LINE[at:]
            assert reported(f"### Europe\n\n{line}\n{TITLE}", section="Upcoming Events"), line


@pytest.mark.parametrize(
    ("group", "title"),
    [
        ("[Crabs]", "[**Talks**](https://crabs.example/1/)"),
        ("[Crabs", "[**Talks**](https://crabs.example/1/)"),
        ("Crabs]", "[**Talks**](https://crabs.example/1/)"),
        ("[Crabs] + [Other](https://other.example/)", "[**Talks**](https://crabs.example/1/)"),
        ("[Crabs](https://crabs.example/) + [Other]", "[**Talks**](https://crabs.example/1/)"),
        ("[Crabs](https://crabs.example/)", "[**Talks**]"),
        ("[Crabs](https://crabs.example/)", "[**Talks**"),
        ("[Crabs](https://crabs.example/)", "**Talks**]"),
    ],
)
def test_brackets_alone_are_no_link(group: str, title: str):
    """Readers see a name in brackets that leads nowhere."""
    text = f"### Europe\n\n* 2026-09-02 | Luzern, CH | {group}\n    * {title}"
    assert len(said(text, section="Upcoming Events")) == 1


@pytest.mark.parametrize("line", [LINE.replace("* ", "*"), f"{LINE} |", f"{LINE} | "])
def test_a_mistake_in_the_form_is_told_once(line: str):
    """By the rule of spaces, or that of fields; spaces at the end of the line are one more."""
    found = said(
        f"### Europe\n\n{line}\n{TITLE}", "spaces", "event-format", section="Upcoming Events"
    )
    assert len(found) == 1
