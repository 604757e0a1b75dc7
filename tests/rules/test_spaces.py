"""Spaces: where readers would see them."""

import pytest

from tests.rules.judging import fixed, reported


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("*  [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("*[Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [Post] (https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [ Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [Post ](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [Post]( https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a )", "* [Post](https://blog.example/a)"),
        ("* [video][Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [video]  [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        (
            "* [Build with Naz : Variance](https://blog.example/a)",
            "* [Build with Naz: Variance](https://blog.example/a)",
        ),
        (
            "* [ Post [part 1] ](https://blog.example/a)",
            "* [Post [part 1]](https://blog.example/a)",
        ),
    ],
)
def test_spaces_that_readers_would_see(submitted: str, corrected: str):
    """Missing and surplus spaces around and in a link are corrected."""
    assert fixed(submitted, "spaces") == corrected
    assert reported(submitted, "spaces") == ({"spaces"} if submitted != corrected else set())


@pytest.mark.parametrize(
    "line",
    [
        "* [Why `let x : u8` :)](https://blog.example/a)",
        "* [FR] [Rust : un langage](https://blog.example/a)",
        "* [Smile :)](https://blog.example/a)",
        "*[Post](https://blog.example/a)*",
        "* [Use std :: vec](https://blog.example/a)",
        "* [Post](https://blog.example/a)",
    ],
)
def test_spaces_that_belong(line: str):
    """Code, French and smileys keep their spaces."""
    assert reported(line, "spaces") == set()


def test_a_bold_title_has_no_spaces_inside():
    """A space between the title and its `**` stops the bold; it goes."""
    line = "    * [**Talks **](https://berlin.example/1)"
    corrected = "    * [**Talks**](https://berlin.example/1)"
    assert fixed(line, "spaces", section="Upcoming Events") == corrected
