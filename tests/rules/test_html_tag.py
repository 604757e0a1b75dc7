"""HTML tags: types in angle brackets stay visible."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        (
            "* [Why Iter<I>](https://blog.example/a)",
            "* [Why Iter&lt;I&gt;](https://blog.example/a)",
        ),
        ("* [Why Vec<T>](https://blog.example/a)", "* [Why Vec&lt;T&gt;](https://blog.example/a)"),
        (
            "* [Why Vec<usize> is](https://blog.example/a)",
            "* [Why Vec&lt;usize&gt; is](https://blog.example/a)",
        ),
        (
            "* [Why Vec\\<usize> is](https://blog.example/a)",
            "* [Why Vec&lt;usize&gt; is](https://blog.example/a)",
        ),
        (
            "* [Why Vec<T, U>](https://blog.example/a)",
            "* [Why Vec&lt;T, U&gt;](https://blog.example/a)",
        ),
        (
            "* [Why Vec<dyn Any>](https://blog.example/a)",
            "* [Why Vec&lt;dyn Any&gt;](https://blog.example/a)",
        ),
    ],
)
def test_a_type_is_escaped(submitted: str, corrected: str):
    """What a browser would take for an unknown tag is escaped."""
    assert fixed(submitted, "html-tag") == corrected
    assert reported(submitted, "html-tag") == ({"html-tag"} if submitted != corrected else set())


@pytest.mark.parametrize(
    "line",
    [
        "* [Why `Vec<T>`](https://blog.example/a)",
        "* [A<br>B](https://blog.example/a)",
        "* [H<sub>2</sub>O](https://blog.example/a)",
        "* <https://blog.example/a>",
        "* [Post](https://blog.example/a) <!-- submerge-pr=1 -->",
        "* [a < b and c > d](https://blog.example/a)",
        "* [I <3 Rust ->](https://blog.example/a)",
        "* [Vec&lt;T&gt;](https://blog.example/a)",
    ],
)
def test_tags_and_comparisons(line: str):
    """Code, real tags, addresses, comments and comparisons stay."""
    assert reported(line, "html-tag") == set()
