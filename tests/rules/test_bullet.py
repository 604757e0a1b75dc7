"""The bullet: a star and a space, whatever was typed."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("- [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("+ [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("• [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("＊ [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("● [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("– [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* * [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* - [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("1. [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("-[Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("[Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("[video] [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("[Post [part 1]](https://blog.example/a)", "* [Post [part 1]](https://blog.example/a)"),
        ("** [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("*** [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("> * [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("> [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
    ],
)
def test_another_marker_becomes_a_star(submitted: str, corrected: str):
    """Whatever stands for a bullet, or nothing, becomes `* `."""
    assert fixed(submitted, "bullet") == corrected
    assert reported(submitted, "bullet") == ({"bullet"} if submitted != corrected else set())


@pytest.mark.parametrize(
    "line",
    [
        "*No Items entered Final Comment Period this week for\nRust or Cargo.*",
        "*No submissions this week.*",
        "<!-- - [Post](https://blog.example/a) -->",
        "* * *",
        "* [f*** the borrow checker :)](https://blog.example/a)",
        "* [Post](https://blog.example/a)",
        "* [Post](https://blog.example/a) - [source](https://blog.example/a2)",
        "* *[Post](https://blog.example/a)* [source](https://blog.example/a2)",
        "* [Post](https://blog.example/a) *[source](https://blog.example/a2)*",
        "** [Post](https://blog.example/a) **",
    ],
)
def test_what_is_no_bullet(line: str):
    """Emphasis over several lines, quotes, comments and breaks are left alone."""
    assert reported(line, "bullet") == set()


@pytest.mark.parametrize(
    "line",
    [
        "I recommend [this post](https://blog.example/a) about lifetimes.",
    ],
)
def test_a_sentence_is_no_submission(line: str):
    """Prose around a link is reported, and left to its author."""
    assert reported(line, "bullet") == {"bullet"}
    assert fixed(line, "bullet") == line


@pytest.mark.parametrize("between", ["* ", " * ", "*", " *", "- "])
def test_two_items_on_a_line_are_parted(between: str):
    """A bullet behind a link begins the next item, with or without its space."""
    one, two = "* [One](https://blog.example/a)", "* [Two](https://blog.example/a2)"
    joined = one + between + two.removeprefix("* ")
    assert fixed(joined, "bullet") == f"{one}\n{two}"
    assert fixed(f"{joined}{between}[Three](https://blog.example/a3)", "bullet") == (
        f"{one}\n{two}\n* [Three](https://blog.example/a3)"
    )


def test_two_links_that_touch_are_reported():
    """Whether they are one submission or two, only the author knows."""
    line = "* [One](https://blog.example/a)[Two](https://blog.example/a2)"
    assert reported(line, "bullet") == {"bullet"}
    assert fixed(line, "bullet") == line


def test_an_event_without_a_bullet_gets_one():
    """An event that begins with its date becomes a list item."""
    line = "2026-09-01 | Berlin, DE | [Rust Berlin](https://berlin.example)"
    assert fixed(line, "bullet", section="Upcoming Events") == f"* {line}"


def test_an_attribution_keeps_its_dash():
    """Below a quote, `– [name](address)` is who said it."""
    line = "– [Ferris](https://blog.example/a)"
    assert reported(line, "bullet", section="Quote of the Week") == set()


def test_a_bare_link_with_a_dash_behind_its_prefix():
    """The prefix may be set off by a dash: it is a submission without its bullet all the same."""
    line = "[video] - [Talk](https://blog.example/a)"
    assert fixed(line, "bullet") == f"* {line}"


def test_a_star_inside_a_title_begins_no_item():
    """Only behind a whole link does another one begin."""
    line = "* [Computing f(x) * [y]](https://blog.example/1)"
    assert fixed(line, "bullet") == line


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[Crabs](https://git.example/rfcs/1)", {"bullet"}),
        ("[disposition: merge] [Crabs](https://git.example/rfcs/1#issue)", {"bullet"}),
        ("[Full report](https://git.example/triage/2026-08-24.md)", set()),
        ("[Cargo](https://git.example/cargo/issues?q=label%3Atesting)", set()),
        ("[Cargo](https://git.example/pull/1) and [Rustup](https://git.example/pull/2)", set()),
        ("[Let us know](https://git.example/issues) if it should be here.", set()),
        ("[Cargo](https://git.example/cargo),\n[Rustup](https://git.example/rustup).", set()),
    ],
)
def test_an_item_of_the_project_has_its_bullet(line: str, told: set[str]):
    """A sentence may begin with a link there."""
    items = "## Updates from the Rust Project\n\n* [Claws](https://git.example/rfcs/2)"
    assert reported(f"{items}\n\n{line}", "bullet", section="Jobs") == told
