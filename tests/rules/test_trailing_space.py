"""Trailing space: two are a line break, one is noise."""

import pytest

from tests.rules.judging import fixed, reported, verdict_on


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("* [Post](https://blog.example/a) ", "* [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a)  ", "* [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a)\t", "* [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a)\xa0", "* [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a)\u200b", "* [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
    ],
)
def test_nothing_stands_behind_a_line(submitted: str, corrected: str):
    """White space of any kind at the end goes."""
    assert fixed(submitted, "trailing-space") == corrected
    assert reported(submitted, "trailing-space") == (
        {"trailing-space"} if submitted != corrected else set()
    )


def test_one_space_is_a_matter_of_taste():
    """One space breaks nothing: a notice. Two are a line break: a warning."""
    line = "* [Post](https://blog.example/a)"
    severities = [
        verdict_on(line + end, "trailing-space").problems[0].severity.word for end in (" ", "  ")
    ]
    assert severities == ["notice", "warning"]
