"""Backticks: closed, and around code only."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("* `[Post](https://blog.example/a)`", "* [Post](https://blog.example/a)"),
        ("* `[video]` [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        (
            "* `[ZH][EN]` [Post](https://blog.example/a)",
            "* [ZH][EN] [Post](https://blog.example/a)",
        ),
        ("* [On `non_null]`(https://blog.example/a)", "* [On `non_null`](https://blog.example/a)"),
    ],
)
def test_a_link_is_no_code(submitted: str, corrected: str):
    """Backticks around a link or a prefix go; across a bracket they move inside."""
    assert fixed(submitted, "backticks") == corrected
    assert reported(submitted, "backticks") == ({"backticks"} if submitted != corrected else set())


@pytest.mark.parametrize(
    "line",
    [
        "* [The `Vec type](https://blog.example/a)",
    ],
)
def test_a_backtick_alone(line: str):
    """One without a partner is reported."""
    assert reported(line, "backticks") == {"backticks"}
    assert fixed(line, "backticks") == line


@pytest.mark.parametrize(
    "line",
    [
        "* [The `Vec` type](https://blog.example/a)",
        "* [The ``a`b`` type](https://blog.example/a)",
        "* [Post](https://blog.example/a)",
    ],
)
def test_code_in_titles(line: str):
    """Code is fine, with any number of backticks."""
    assert reported(line, "backticks") == set()


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        (r"* [Borrow `Vec<T>` as `\[T\]`]", "* [Borrow `Vec<T>` as `[T]`]"),
        (r"* [Why `NonZero\<T\>` is `u\_8`]", "* [Why `NonZero<T>` is `u_8`]"),
        (r"* [Find `\[a-z\]\d` and `\n`]", r"* [Find `\[a-z\]\d` and `\n`]"),
        (r"* [Read `\*const u8` of `&\[u8\]`]", "* [Read `*const u8` of `&[u8]`]"),
        (r"* [Borrow it as \[T\]]", r"* [Borrow it as \[T\]]"),
        (r"* [Match `\[a-z\]+`, `^\[info\]` and `\[x\]$`]",) * 2,
        (r'* [What `\<`, `\_` and `"\*"` are, and `find -name \*.rs`]',) * 2,
    ],
)
def test_nothing_is_escaped_inside_code(submitted: str, corrected: str):
    """The site shows the backslash; an expression needs its own, and text outside too."""
    page = "(https://blog.example/a)"
    assert fixed(submitted + page, "backticks") == corrected + page
