"""Descriptions: tolerated, not wanted."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, verdict, worst


@pytest.mark.parametrize(
    "line",
    [
        "* [Post](https://blog.example/a) - a long story",
        "* [Post](https://blog.example/a): all (of) it",
        "* longer article [Post](https://blog.example/a)",
        "* [Post](https://blog.example/a) - see also [repo](https://blog.example/a2).",
        "* [Post](https://blog.example/a), by [Jane](https://blog.example/a2)",
        "* [Post](https://blog.example/a) ([code](https://blog.example/a2))",
        "* [Post](https://blog.example/a) [More](https://blog.example/a2)",
    ],
)
def test_text_or_links_around_the_link(line: str):
    """Text before or behind the link, and a further link, is noticed, never taken out."""
    assert [problem.severity for problem in verdict(line, "description").problems] == [
        Severity.NOTICE
    ]
    assert reported(line, "description") == {"description"}
    assert fixed(line, "description") == line


@pytest.mark.parametrize(
    "line",
    [
        "* [Post](https://blog.example/a)",
        "* [video] [Talk](https://blog.example/a)",
        "* [Post](https://blog.example/a) <!-- submerge-pr=1 sha=abc -->",
        "* [Post](https://blog.example/a) ([part 2](https://blog.example/a2))",
        "* [Post](https://blog.example/a).",
        "* [Post](https://blog.example/a)\n---",
        "* **[Post](https://blog.example/a)**",
        "* [Post, part 1](https://blog.example/a), [Part2](https://blog.example/a2)",
        "* [video] [Talk](https://blog.example/a) ([Long Version](https://blog.example/a2))",
        "* [video] [Talk](https://blog.example/a) | [transcript](https://blog.example/a2)",
    ],
)
def test_what_may_stand_there(line: str):
    """Prefixes, comments, parts of a series and punctuation are no description."""
    assert reported(line, "description") == set()


@pytest.mark.parametrize(
    "line",
    [
        "* ⚡️ [Post](https://blog.example/a) 🦀",
        "* 🎈🎉 [Post](https://blog.example/a). 🎉🎈",
        "* [Post](https://blog.example/a) 👩🏽‍💻",
    ],
)
def test_decoration_is_no_markup_left_over(line: str):
    """Editors let it stand, and decorate their own announcements."""
    assert reported(line, section="Research") == {"visible-markup"}
    assert worst(line, section="Research") is Severity.NOTICE


@pytest.mark.parametrize("white", ["<br>", " <br />", "&nbsp;", " &nbsp; <br/>"])
def test_white_space_in_html(white: str):
    """A line break behind a link is no text; nobody needs it."""
    line = "* [Post](https://blog.example/a)"
    assert fixed(line + white, "description") == line
    told = verdict(line + white, "description").problems
    assert [problem.message for problem in told] == ["No white space after the link."]


@pytest.mark.parametrize(
    "line",
    [
        "* Aug 27 - Berlin - [Group](https://blog.example/a)",
        "* Thursday, 27 August 2026 - Berlin, DE - [Group](https://blog.example/a)",
        "* 27.08.2026 - Berlin, DE - [Group](https://blog.example/a)",
        "* 2026-08-27 Berlin, DE [Group](https://blog.example/a)",
        "* [**Talks**](https://blog.example/a) | 2026-08-27 | Berlin, DE",
    ],
)
def test_an_event_has_fields_around_its_link(line: str):
    """When and where is no description, in whatever order; how to write it is said elsewhere."""
    assert reported(line, "description", section="Upcoming Events") == set()
    assert reported(line, section="Upcoming Events") & {"event-format", "event-title"}
