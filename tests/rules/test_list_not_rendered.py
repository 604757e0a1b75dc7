"""Lists: what the site would not show as one."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, verdict


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        (
            "Two posts:\n* [Post](https://blog.example/a)",
            "Two posts:\n\n* [Post](https://blog.example/a)",
        ),
    ],
)
def test_a_list_needs_air_above(submitted: str, corrected: str):
    """Below a line of text, a blank line makes it a list."""
    assert fixed(submitted, "list-not-rendered") == corrected
    assert reported(submitted, "list-not-rendered") == (
        {"list-not-rendered"} if submitted != corrected else set()
    )


@pytest.mark.parametrize(
    "line",
    [
        "* [Post](https://blog.example/a)",
        "* [Post](https://blog.example/a)\n* [Post](https://blog.example/a)",
        "<!-- a comment -->\n* [Post](https://blog.example/a)",
        "Two posts:\n\n* [Post](https://blog.example/a)",
        "#### More\n* [Post](https://blog.example/a)",
        "* [Post](https://blog.example/a)\ncontinued\n* [Post](https://blog.example/a)",
    ],
)
def test_lists_that_are_shown(line: str):
    """Below a heading, a comment, an item or a blank line, a list is one."""
    assert reported(line, "list-not-rendered") == set()


def test_a_line_above_without_its_bullet_is_the_one_to_change():
    """Below somebody's bare link, a good submission is told so, and is not pushed away."""
    theirs, mine = "[Theirs](https://blog.example/a)", "* [Mine](https://blog.example/b)"
    told = verdict(f"{theirs}\n{mine}", "list-not-rendered", base=theirs)
    assert [problem.severity for problem in told.problems] == [Severity.NOTICE]
    assert told.fixes == ()


@pytest.mark.parametrize("underline", ["---", "===", "-----  ", "--"])
def test_an_underline_makes_a_heading_of_an_item(underline: str):
    """A line that was meant to part two lists is taken out."""
    item = "* [Post](https://blog.example/a)"
    assert fixed(f"{item}\n{underline}", "list-not-rendered") == item
    told = verdict(f"{item}\n{underline}", "list-not-rendered", base=underline)
    assert [problem.fix for problem in told.problems] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "* [Post](https://blog.example/a)\n\n---",
        "* [Post](https://blog.example/a)\n* [Post](https://blog.example/b)\n---",
        "Posts\n-----",
    ],
)
def test_a_line_across_the_page(text: str):
    """Below a blank line, or a list of several items, it is no underline; a heading may be one."""
    assert reported(text, "list-not-rendered") == set()
