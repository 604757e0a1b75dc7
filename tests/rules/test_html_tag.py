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
        (
            "* [No <br> in titles](https://blog.example/a)",
            "* [No &lt;br&gt; in titles](https://blog.example/a)",
        ),
        (
            "* [The <b> tag](https://blog.example/a)",
            "* [The &lt;b&gt; tag](https://blog.example/a)",
        ),
        (
            "* [Vec&amp;lt;T&amp;gt;](https://blog.example/a)",
            "* [Vec&lt;T&gt;](https://blog.example/a)",
        ),
        ("* [A &amp;amp; B](https://blog.example/a)", "* [A &amp; B](https://blog.example/a)"),
        ("* [`&amp;lt;`](https://blog.example/a)", "* [`&amp;lt;`](https://blog.example/a)"),
    ],
)
def test_a_type_is_escaped(submitted: str, corrected: str):
    """What a browser would take for a tag is escaped, and once is enough."""
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


@pytest.mark.parametrize(
    ("sentence", "is_text"),
    [
        ("Our crate makes a <div> of it.", True),
        ("Our crate plays a <video> for you.", True),
        ("Our crate makes <b>bold</b> of it.", False),
        ("Our crate makes <div>this</div> of it.", False),
        ('Our crate shows <img src="https://crab.example/1.png"> to you.', False),
        ("<details>", False),
        ("A line<br>", False),
    ],
)
def test_an_element_that_a_sentence_speaks_of(sentence: str, is_text: bool):
    """It stands between words, without attributes and without an end."""
    found = reported(sentence, "html-tag", section="Jobs")
    assert found == ({"html-tag"} if is_text else set())
