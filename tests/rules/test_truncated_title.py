"""Truncated titles: cut off by a program, not ended by its author."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    "line",
    [
        "* [An unusually long story about the borrow checker and...](https://blog.example/a)",
        "* [An unusually long story about the borrow checker and…](https://blog.example/a)",
        "* [An unusually long story about the borrow checker and …](https://blog.example/a)",
    ],
)
def test_a_long_title_that_ends_in_dots(line: str):
    """Dots at the end of a long title are asked about."""
    assert reported(line, "truncated-title") == {"truncated-title"}
    assert fixed(line, "truncated-title") == line


@pytest.mark.parametrize(
    "line",
    [
        "* [parking_lot: ffffff...](https://blog.example/a)",
        "* [An unusually long story about the borrow checker and its end.](https://blog.example/a)",
        "* [why i rewrote it in rust](https://blog.example/a)",
    ],
)
def test_a_title_that_ends_as_it_should(line: str):
    """Short titles may end in dots, and any title in a full stop or lower case."""
    assert reported(line, "truncated-title") == set()
