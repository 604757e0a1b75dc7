"""Invisible characters: seen by nobody, and still in the way."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, verdict


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("* [A\u200b post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\xad post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\ufeff post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\u202e post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\u2066\u2069 post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\x07 post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\xa0post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\u2009post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\u3000post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\u2028post](https://blog.example/a)", "* [A post](https://blog.example/a)"),
        ("* [A\u202fpost](https://blog.example/a)", "* [A post](https://blog.example/a)"),
    ],
)
def test_what_nobody_sees_goes(submitted: str, corrected: str):
    """Characters without a shape go, unusual spaces become usual ones."""
    assert fixed(submitted, "invisible-character") == corrected
    assert reported(submitted, "invisible-character") == (
        {"invisible-character"} if submitted != corrected else set()
    )


@pytest.mark.parametrize(
    "line",
    [
        "* [Pride 🏳️\u200d🌈 and 👩\u200d💻](https://blog.example/a)",
        "* [Flag 🏴\U000e0067\U000e0062\U000e007f](https://blog.example/a)",
        "* [ZH] [程序\u3000设计](https://blog.example/a)",
        "* [می\u200cخواهم](https://blog.example/a)",
        "* [Tab\tbed](https://blog.example/a)",
    ],
)
def test_characters_that_join(line: str):
    """Emoji of several parts, flags and wide scripts are left whole."""
    assert reported(line, "invisible-character") == set()


def test_a_line_that_becomes_blank_is_not_deleted():
    """A suggestion cannot say "blank", only "gone": there is none, and the file's fix says it."""
    found = verdict("Text\n\u200b\nText", "invisible-character")
    assert found.fixes == ()
    assert "Text\n\nText" in found.fixed


@pytest.mark.parametrize(
    ("submitted", "severity"),
    [
        ("*\xa0[A post](https://blog.example/a)", Severity.WARNING),
        ("* [A\xa0post](https://blog.example/a)", Severity.NOTICE),
    ],
)
def test_an_unusual_space_matters_where_a_list_needs_its_own(submitted: str, severity: Severity):
    """Behind a bullet, it leaves no list item; within a title, readers see no difference."""
    found = verdict(submitted, "invisible-character").problems
    assert [problem.severity for problem in found] == [severity]
