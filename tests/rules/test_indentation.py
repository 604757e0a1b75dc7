"""Indentation: the margin, or four spaces below an event."""

import pytest

from tests.rules.judging import fixed, reported


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
