"""Markup in sentences: what the site would show, or hide, is told there too."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    ("line", "corrected"),
    [
        ("Our crate is a Vec<T> of wool.", "Our crate is a Vec&lt;T&gt; of wool."),
        (r"Our crate is a Vec\<T\> of wool.", "Our crate is a Vec&lt;T&gt; of wool."),
        ("> I like Vec<T> a lot", "> I like Vec&lt;T&gt; a lot"),
        ("> One.\n>\n> A Vec<T>.\n>\n> Two.", "> One.\n>\n> A Vec&lt;T&gt;.\n>\n> Two."),
        ("* [A Vec<T>](https://a.example)\n* Two", "* [A Vec&lt;T&gt;](https://a.example)\n* Two"),
    ],
)
def test_what_looks_like_a_tag_is_written_out(line: str, corrected: str):
    """Nobody else looks at what the editors write."""
    assert reported(line, section="Jobs") == {"html-tag"}
    assert fixed(line, section="Jobs") == corrected


@pytest.mark.parametrize(
    "line", ["Our crate is `Vec, of wool.", "Our crate, `` for short, is good."]
)
def test_code_that_does_not_end_is_told(line: str):
    """The backtick is shown."""
    assert reported(line, section="Jobs") == {"backticks"}


@pytest.mark.parametrize(
    "line",
    [
        "Our crate is `Vec<T>` of wool.",
        "Our crate is ``a ` b`` of wool.",
        "Our crate is a `Vec\nof<T>` wool.",
        "> ```\n> let wool: Vec<T>;\n> ```",
        "> ```\n> let wool;\n>\n> let wool: Vec<T>;\n>\n> let more;\n> ```",
        "* One `Vec\n  of<T>` wool",
        ">     let wool: Vec<T>;",
        "Costs are < 5 and > 3.",
        "a <- b, and c -> d.",
        'Look:<br> <video src="https://crab.example/a.mp4"></video> <div>here</div>.',
        "Write to <team@crab.example> or see <https://crab.example>.",
    ],
)
def test_what_is_meant_so_stays(line: str):
    """Code, tags of pages, and signs that are no tags."""
    assert reported(line, section="Jobs") == set()


DISCUSS = "<small>[Discuss on r/crabs](https://forum.example/1)"


@pytest.mark.parametrize("end", ["small>", "/small>", "<small>", "</small", "<small/>"])
def test_formatting_comes_to_its_end(end: str):
    """Else all below it is small, too."""
    assert reported(DISCUSS + end, section="Quote of the Week") == {"html-tag"}
    assert fixed(DISCUSS + end, section="Quote of the Week") == f"{DISCUSS}</small>"


def test_where_formatting_ends_is_asked_for():
    """What looks like its end may be none."""
    line = f"{DISCUSS} in small>er or small> steps"
    assert reported(line, "html-tag", section="Jobs") == {"html-tag"}
    assert fixed(line, "html-tag", section="Jobs") == line


@pytest.mark.parametrize(
    "line", [f"{DISCUSS}</small>", "Write `<small>` for it.", "<small>One line\nor two</small>"]
)
def test_formatting_that_ends_is_left_alone(line: str):
    """On its line, or below in its paragraph; and code is no tag."""
    assert reported(line, "html-tag", section="Jobs") == set()
