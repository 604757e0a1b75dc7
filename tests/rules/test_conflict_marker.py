"""Conflict markers: what is left where only a part of them was taken out."""

import pytest

from tests.rules.harness import fixed, reported

ONE, TWO = "* [One](https://blog.example/a)", "* [Two](https://blog.example/b)"


@pytest.mark.parametrize("above", ["", f"{ONE}\n", f"{ONE}\n\n"])
def test_the_line_in_the_middle_goes(above: str):
    """Half of a conflict was resolved: the line between both sides is no text."""
    left = f"{above}=======\n{TWO}"
    assert reported(left, "conflict-marker", "list-not-rendered") == {"conflict-marker"}
    assert fixed(left, "conflict-marker") == f"{above}{TWO}"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Title\n=======", "Observations/Thoughts"),
        ("Title\n=======\n\nText.", "Quote of the Week"),
        ("=======", "Quote of the Week"),
        (f"{ONE}\n========", "Observations/Thoughts"),
    ],
)
def test_an_underline_is_no_conflict(text: str, section: str):
    """Below a line of text it makes a heading, and in prose it may part things."""
    assert reported(text, "conflict-marker", section=section) == set()
