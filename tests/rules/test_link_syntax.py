"""Link syntax: every way of missing it that was seen."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, said, verdict, worst


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("* [Post](https://blog.example/a", "* [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a))", "* [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a]", "* [Post](https://blog.example/a)"),
        ("* [Post]((https://blog.example/a))", "* [Post](https://blog.example/a)"),
        ("* [Post][https://blog.example/a]", "* [Post](https://blog.example/a)"),
        ("* [Post|https://blog.example/a]", "* [Post](https://blog.example/a)"),
        ("* [Post | https://blog.example/a]", "* [Post](https://blog.example/a)"),
        ("* [Post]{https://blog.example/a}", "* [Post](https://blog.example/a)"),
        ("* [Post] https://blog.example/a", "* [Post](https://blog.example/a)"),
        ("* [Post]https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [Post]: (https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* (Post)[https://blog.example/a]", "* [Post](https://blog.example/a)"),
        ("* Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [Post(https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [A long\n  title](https://blog.example/a)", "* [A long title](https://blog.example/a)"),
        ("* [Post](https://blog.example/a_(b)", "* [Post](https://blog.example/a_(b))"),
        ("* [`f[0]` is](https://blog.example/a", "* [`f[0]` is](https://blog.example/a)"),
        ("* [Post]\n(https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [video] [Talk] \n  (https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [Post]: https://blog.example/a", "* [Post](https://blog.example/a)"),
        ("* [Post] <https://blog.example/a>", "* [Post](https://blog.example/a)"),
        ("* [Post]: <https://blog.example/a>", "* [Post](https://blog.example/a)"),
        ("* [[Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [Post]](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [[`f(x)` is](https://blog.example/a)", "* [`f(x)` is](https://blog.example/a)"),
        ("* [On [HTTP/2] now]](https://blog.example/a)", "* [On [HTTP/2] now](https://blog.example/a)"),
        ("* [video] Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        (r"* \[Post\](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        (r"* \[Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        (r"* [Post\](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        (r"* \[Post\]\(https://blog.example/a\)", "* [Post](https://blog.example/a)"),
        ("* ][Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* ] [Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* {Post](https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* {Post}{https://blog.example/a}", "* [Post](https://blog.example/a)"),
        ("* <Post>(https://blog.example/a)", "* [Post](https://blog.example/a)"),
        ("* [video] (Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [https://blog.example/a](Post (part 2))", "* [Post (part 2)](https://blog.example/a)"),
        ("* [Post](https://blog.example/a)(https://blog.example/a)", "* [Post](https://blog.example/a)"),
    ],
)  # fmt: skip
def test_a_link_becomes_one(submitted: str, corrected: str):
    """A bracket forgotten, doubled or mistaken is put right."""
    assert fixed(submitted, "link-syntax") == corrected
    assert reported(submitted, "link-syntax") == (
        {"link-syntax"} if submitted != corrected else set()
    )


@pytest.mark.parametrize(
    "line",
    [
        "* [](https://blog.example/a)",
        "* [Post]()",
        "* [Post](https://blog.example/a)b)",
        "* [Post](https://blog.example/a b)",
        "* []()",
        "* [https://blog.example/a]",
        "* [Post [part 2](https://blog.example/a)",
        "* [Post part] 2](https://blog.example/a)",
        "* [On `#[crab(`]](https://blog.example/a)",
        "* [Post](https://blog.example/a) (https://blog.example/b)",
        "* [video]https://youtu.be/1",
    ],
)
def test_a_link_that_its_author_must_complete(line: str):
    """A missing title or address, or a stray bracket or parenthesis, is reported."""
    assert worst(line) >= Severity.WARNING
    assert fixed(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "* [On [HTTP/2] and vec![]](https://blog.example/a)",
        "* [Post](https://blog.example/a_(b))",
        "* [`f(]` explained](https://blog.example/a)",
        "* [Post](<https://blog.example/a>)",
        '* [Post](https://blog.example/a "title")',
        "* [video] [Talk](https://blog.example/a) ([long version](https://blog.example/a2))",
        "* [Smile :)](https://blog.example/a)",
        "[guidelines]: https://blog.example/guidelines",
        "[guidelines]: <https://blog.example/guidelines>",
        r"* [What is \[ in a pattern](https://blog.example/a)",
        r"* [The `[[` and \[b\]](https://blog.example/a)",
        "* [Post]",
    ],
)
def test_brackets_that_belong(line: str):
    """Brackets and parentheses in titles, in code and in pairs are fine."""
    assert reported(line, "link-syntax") == set()


@pytest.mark.parametrize(
    "text",
    [
        "* [Post](https://blog.example/very/long/\npath/of/post)",
        "* [Post](https://blog.example/post - a great read)",
    ],
)
def test_an_address_that_only_its_author_knows_is_not_guessed(text: str):
    """Half of an address would be a link to another page."""
    assert fixed(text, "link-syntax") == text
    assert reported(text, "link-syntax") == {"link-syntax"}


def test_two_addresses_that_stand_together_are_two():
    """Which one is meant, only the author knows; none is lost."""
    line = "* [video]https://youtu.be/1?si=2https://blog.example/a"
    assert worst(line) is Severity.ERROR
    assert fixed(line) == line
    pasted = "* [Post](https://blog.example/ahttps://blog.example/b)"
    assert worst(pasted) is Severity.ERROR
    assert fixed(pasted) == pasted


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("* [Post] (https://blog.example/a)", ["link-syntax"]),
        ("* [Post]   (https://blog.example/a)", ["link-syntax"]),
        ("* [Post] (https://blog.example/a", ["link-syntax"]),
        ("*  [Post] (https://blog.example/a)", ["spaces", "link-syntax"]),
        ("*[Post] (https://blog.example/a)", ["spaces", "link-syntax"]),
        ("* [A](https://a.example/) and [Post] (https://blog.example/a)", ["spaces"]),
    ],
)
def test_a_gap_in_a_link_is_told_once(written: str, told: list[str]):
    """It is no link, which says it all; what else is wrong is told as well."""
    found = verdict(written, section="Research").problems
    assert [one.rule for one in found if one.rule != "description"] == told


def test_what_is_wrong_with_a_gap_is_said():
    """The brackets are right: the space is what has to go."""
    (message,) = said("* [Post] (https://blog.example/a)", section="Research")
    assert message == "A link is written `[title](address)`, with no space between `]` and `(`."


WRAPPED = """\
Changes to the language follow an [RFC (request for comments)
process](https://git.example/rfcs#process). These are new:

* [Crabs](https://git.example/rfcs/1)"""


def test_a_sentence_above_a_list_goes_on_below():
    """Its links may, too: the site shows them. Those of a list item stand on its line."""
    project = f"## Updates from the Rust Project\n\n{WRAPPED}"
    assert reported(project, section="Jobs") == set()
    torn = project.replace("[Crabs]", "[Crabs and\ncrabs]")
    mended = project.replace("Crabs]", "Crabs and crabs]")
    assert fixed(torn, "link-syntax", section="Jobs") == mended


def test_the_end_of_a_torn_link_becomes_none():
    """Where its beginning went, only the author knows."""
    lines = "* [One in all * [Two](https://blog.example/2)\ncases](https://blog.example/1)"
    assert reported(lines, "link-syntax", section="Research") == {"link-syntax"}
    assert fixed(lines, "link-syntax", section="Research").endswith(
        "\ncases](https://blog.example/1)"
    )


def test_a_note_that_is_set_apart_is_no_item():
    """Editors explain a mark of theirs so; a link that is quoted is meant as one."""
    note = '> "*" = open for students. Please register [here](https://blog.example/1).'
    assert reported(note, section="CFP - Projects") == set()
    assert reported("> [Post](https://blog.example/1)", section="Research") != set()


def test_a_link_over_two_lines_is_told_once():
    """Where it begins."""
    lines = "* [Memory safety\nin practice](https://blog.example/1)"
    (problem,) = verdict(lines, section="Research").problems
    assert (problem.rule, problem.message) == ("link-syntax", "Write the link on one line.")
