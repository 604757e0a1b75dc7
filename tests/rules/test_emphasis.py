"""Emphasis: plain submissions, and bold with both its marks."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("* **[Post](https://blog.example/a)**", "* [Post](https://blog.example/a)"),
        ("* *[Post](https://blog.example/a)*", "* [Post](https://blog.example/a)"),
        ("* _[Post](https://blog.example/a)_", "* [Post](https://blog.example/a)"),
        ("* [**Post**](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [*Post*](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [__Post__](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* **[Post](https://blog.example/a)** - it", "* [Post](https://blog.example/a) - it"),
        ("* **[Post](https://blog.example/a) - it**", "* [Post](https://blog.example/a) - it"),
        ("* [**Post**](https://blog.example/a) - it", "* [Post](https://blog.example/a) - it"),
        (
            "* [video] **[Talk](https://blog.example/a)**",
            "* [video] [Talk](https://blog.example/a)",
        ),
    ],
)
def test_a_submission_is_plain(submitted: str, corrected: str):
    """Bold and italics around or in a link go."""
    assert fixed(submitted, "emphasis") == corrected
    assert reported(submitted, "emphasis") == ({"emphasis"} if submitted != corrected else set())


@pytest.mark.parametrize(
    "line",
    [
        "* [What the f*** is reflection?](https://blog.example/a)",
        "* [On `**T`](https://blog.example/a)",
        "* [The *best* post](https://blog.example/a)",
        "*No Items entered\nthis week.*",
        "* [snake_case and _](https://blog.example/a)",
        "* [2 ** 3 and 3 ** 2](https://blog.example/a)",
        "* [2**3 and 3**2](https://blog.example/a)",
        "* [** and **](https://blog.example/a)",
        "* [_ and _](https://blog.example/a)",
        "* [*const T explained*](https://blog.example/a)",
        "* [*mut T*](https://blog.example/a)",
    ],
)
def test_stars_that_belong(line: str):
    """Stars inside words, censored or in code, and `*No Items` are fine."""
    assert reported(line, "emphasis") == set()
    assert fixed(line, "emphasis") == line


@pytest.mark.parametrize(
    "title", ["[**Talks]({})", "[Talks**]({})", "[***Talks**]({})", "[**Talks]({})**"]
)
def test_bold_has_both_marks(title: str):
    """The title of a call with half of its marks gets them all."""
    line = "* " + title.format("https://berlin.example/1")
    corrected = "* [**Talks**](https://berlin.example/1)"
    assert fixed(line, "emphasis", section="CFP - Events") == corrected


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("* [**Crab 1.0**, a crate](https://blog.example/a)", "* [Crab 1.0, a crate](https://blog.example/a)"),
        ("* [A **new** crate](https://blog.example/a)", "* [A new crate](https://blog.example/a)"),
        ("* [What the f*** is `**kwargs`](https://blog.example/a)", None),
    ],
)  # fmt: skip
def test_no_bold_inside_a_title(submitted: str, corrected: str | None):
    """A word of a title is not bold either; stars that are no marks stay."""
    assert fixed(submitted, "emphasis") == (corrected or submitted)
