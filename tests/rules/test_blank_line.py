"""Blank lines: none between two items, those around headings stay."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        (
            "* [Post](https://blog.example/a)\n\n* [Post](https://blog.example/a)",
            "* [Post](https://blog.example/a)\n* [Post](https://blog.example/a)",
        ),
        (
            "* [Post](https://blog.example/a)\n\n\n* [Post](https://blog.example/a)",
            "* [Post](https://blog.example/a)\n* [Post](https://blog.example/a)",
        ),
        (
            "* [Post](https://blog.example/a)\n  \n* [Post](https://blog.example/a)",
            "* [Post](https://blog.example/a)\n* [Post](https://blog.example/a)",
        ),
    ],
)
def test_items_stand_together(submitted: str, corrected: str):
    """Blank lines between two items go, however many."""
    assert fixed(submitted, "blank-line") == corrected
    assert reported(submitted, "blank-line") == (
        {"blank-line"} if submitted != corrected else set()
    )


@pytest.mark.parametrize(
    "line",
    [
        "\n* [Post](https://blog.example/a)",
        "* [Post](https://blog.example/a)\n",
        "Two posts:\n\n* [Post](https://blog.example/a)",
    ],
)
def test_blank_lines_that_belong(line: str):
    """A blank line below a heading or around a paragraph is fine."""
    assert reported(line, "blank-line") == set()


def test_a_definition_is_no_submission():
    """The address that a link is defined by stands apart, as it should."""
    text = "* [Post](https://blog.example/a)\n\n[there]: https://blog.example/b"
    assert reported(text, "blank-line") == set()
