"""Spaces: where readers would see them."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, verdict


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
        (
            "* [zh][video] [Talk](https://blog.example/a)",
            "* [zh] [video] [Talk](https://blog.example/a)",
        ),
        ("* [A  post:  new](https://blog.example/a)", "* [A post: new](https://blog.example/a)"),
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


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("* [Post ](https://blog.example/a)", Severity.NOTICE),
        ("* [A  post](https://blog.example/a)", Severity.NOTICE),
        ("* [ZH][EN] [Post](https://blog.example/a)", Severity.NOTICE),
        ("* [ Post](https://blog.example/a)", Severity.WARNING),
        ("* [**Post **](https://blog.example/a)", Severity.WARNING),
        ("* [video][Post](https://blog.example/a)", Severity.WARNING),
    ],
)
def test_what_editors_leave_is_advisory(line: str, severity: Severity):
    """A space that hardly anybody sees is a notice; one that breaks bold or a prefix is not."""
    assert {problem.severity for problem in verdict(line, "spaces").problems} == {severity}


@pytest.mark.parametrize(
    "line",
    [
        "* [On `x  y`](https://blog.example/a)",
        "* [Post](https://blog.example/a)  ",
    ],
)
def test_spaces_that_are_no_gap_between_words(line: str):
    """Code keeps its spaces, and those at the end are another rule's."""
    assert reported(line, "spaces") == set()


@pytest.mark.parametrize(
    "line", ["* [Talk] [video] (https://blog.example/a)", "* [Post] [FR](https://blog.example/a)"]
)
def test_a_prefix_between_title_and_address_is_no_title(line: str):
    """Joined to the address it would be all that is left of the link's text."""
    assert fixed(line, "spaces") == line
    assert reported(line, "spaces") == {"spaces"}
