"""Bare addresses: a page is linked by its title."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("* A Post: https://blog.example/a", "* [A Post](https://blog.example/a)"),
        ("* A Post - https://blog.example/a", "* [A Post](https://blog.example/a)"),
        ("* A Post <https://blog.example/a>", "* [A Post](https://blog.example/a)"),
        ("* A Post(https://blog.example/a)", "* [A Post](https://blog.example/a)"),
        ("* A Post https://blog.example/a", "* [A Post](https://blog.example/a)"),
        ("* [video] A Post – https://blog.example/a", "* [video] [A Post](https://blog.example/a)"),
    ],
)
def test_a_title_and_an_address_become_a_link(submitted: str, corrected: str):
    """Where the title stands beside the address, they are joined."""
    assert fixed(submitted, "bare-address") == corrected
    assert reported(submitted, "bare-address") == (
        {"bare-address"} if submitted != corrected else set()
    )


@pytest.mark.parametrize(
    "line",
    [
        "* https://blog.example/a",
        "* <https://blog.example/a>",
        "* [Post](https://blog.example/a) and https://blog.example/a2",
        "www.blog.example/a",
        "* [https://blog.example/a](https://blog.example/a)",
        "* [video] [ https://blog.example/a ](https://blog.example/a)",
    ],
)
def test_an_address_alone_needs_its_title(line: str):
    """Without a title, only the author knows what to write."""
    assert reported(line, "bare-address") == {"bare-address"}
    assert fixed(line, "bare-address") == line


@pytest.mark.parametrize(
    "line",
    [
        "* [Post](https://blog.example/a)",
        "* [Post](<https://blog.example/a>)",
        "* [Use `https://blog.example/a`](https://blog.example/a)",
        '* <img src="https://blog.example/a">',
        "[guidelines]: https://blog.example/a",
        "<!-- https://blog.example/a -->",
        "* [Post](https://blog.example/a) <!-- submerge-pr=1 sha=abc https://blog.example/a -->",
        "* [https://blog.example](https://blog.example/a)",
    ],
)
def test_addresses_in_their_place(line: str):
    """Links, references, code, images and comments are fine."""
    assert reported(line, "bare-address") == set()
