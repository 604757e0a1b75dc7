"""Indentation: the margin, or four spaces below an event."""

import pytest

from tests.rules.harness import draft_with, fixed, reported, verdict_on


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        (" * [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("   * [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("\t* [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        (
            "* [Post](https://blog.example/a)\n  * [Part](https://blog.example/a2)",
            "* [Post](https://blog.example/a)\n    * [Part](https://blog.example/a2)",
        ),
        (
            " * [Post](https://blog.example/a)\n * [Post](https://blog.example/b)",
            "* [Post](https://blog.example/a)\n* [Post](https://blog.example/b)",
        ),
        (
            "* [Post](https://blog.example/a)\n  * [1](https://blog.example/1)\n  * [2](https://b.example/2)",
            "* [Post](https://blog.example/a)\n    * [1](https://blog.example/1)\n    * [2](https://b.example/2)",
        ),
    ],
)
def test_a_submission_begins_at_the_margin(submitted: str, corrected: str):
    """One space or a tab before the bullet goes."""
    assert fixed(submitted, "indentation") == corrected
    assert reported(submitted, "indentation") == (
        {"indentation"} if submitted != corrected else set()
    )


@pytest.mark.parametrize(
    "line",
    [
        "* [Post](https://blog.example/a)\n    * [Part](https://blog.example/a2)",
        "* [Post](https://blog.example/a)",
    ],
)
def test_what_belongs_below(line: str):
    """A list below an item, four spaces in, stays."""
    assert reported(line, "indentation") == set()


@pytest.mark.parametrize("indent", ["", " ", "  ", "   ", "\t", "     "])
def test_the_title_of_an_event_is_four_spaces_in(indent: str):
    """However far in a title stands, it comes to stand below its event."""
    event = "* 2026-09-01 | Berlin, DE | [Rust Berlin](https://berlin.example)"
    title = "* [**Talks**](https://berlin.example/1)"
    text = f"{event}\n{indent}{title}"
    assert fixed(text, "indentation", section="Upcoming Events") == f"{event}\n    {title}"


@pytest.mark.parametrize("indent", ["  ", "\t", "      "])
def test_every_title_of_an_event_is_four_spaces_in(indent: str):
    """The second talk of an evening belongs to the event as the first one does."""
    event = "* 2026-09-01 | Berlin, DE | [Rust Berlin](https://berlin.example)"
    talks = ["* [**One**](https://berlin.example/1)", "* [**Two**](https://berlin.example/2)"]
    submitted = "\n".join([event, *(indent + talk for talk in talks)])
    corrected = "\n".join([event, *("    " + talk for talk in talks)])
    assert fixed(submitted, "indentation", section="Upcoming Events") == corrected


def test_a_list_below_one_that_is_indented_by_somebody_else():
    """A line beside a neighbour at the wrong place is put at the margin itself."""
    before = draft_with("Research", " * [Theirs](https://blog.example/a)")
    after = before.replace("a)", "a)\n * [Mine](https://blog.example/b)")
    verdict = verdict_on(before, after)
    assert [fix.text for fix in verdict.fixes] == ["* [Mine](https://blog.example/b)"]
