"""Trailing space: two are a line break, one is noise."""

import pytest

from tests.rules.harness import fixed, reported, verdict


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


@pytest.mark.parametrize("end", [" ", "  "])
def test_space_at_the_end_is_a_matter_of_taste(end: str):
    """Editors publish it nearly always: readers see nothing of it."""
    (problem,) = verdict(f"* [Post](https://blog.example/a){end}", "trailing-space").problems
    assert problem.severity.word == "notice"
