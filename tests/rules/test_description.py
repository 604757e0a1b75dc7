"""Descriptions: tolerated, not wanted."""

import pytest

from tests.rules.judging import fixed, reported


@pytest.mark.parametrize(
    "line",
    [
        "* [Post](https://blog.example/a) - a long story",
        "* [Post](https://blog.example/a): all (of) it",
        "* longer article [Post](https://blog.example/a)",
        "* [Post](https://blog.example/a) 🦀",
    ],
)
def test_text_around_the_link(line: str):
    """Text before or behind the link is noticed, never taken out."""
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
        "* **[Post](https://blog.example/a)**",
    ],
)
def test_what_may_stand_there(line: str):
    """Prefixes, comments, a second link and punctuation are no description."""
    assert reported(line, "description") == set()
