"""Hidden text: what a comment or a block of code takes in."""

import pytest

from tests.rules.harness import SAMPLE as DRAFT
from tests.rules.harness import reported, verdict_on, whole

ITEM = "* [Post](https://blog.example/a)"
WITH_ITEM = DRAFT.replace("### Research", f"### Research\n\n{ITEM}")


def test_a_comment_around_what_was_there_is_meant():
    """Editors take an item out for a week."""
    after = WITH_ITEM.replace(ITEM, f"<!-- Delete this when it is over\n{ITEM}\n-->")
    assert verdict_on(WITH_ITEM, after, "hidden-text").problems == ()
    assert whole(after, "hidden-text").problems == ()


@pytest.mark.parametrize("mark", ["<!--", "<!-- mine", "```", "```rust", "~~~"])
def test_what_has_no_end_is_told(mark: str):
    """In a pull request and in a whole file."""
    after = WITH_ITEM.replace(ITEM, f"{mark}\n{ITEM}").replace("goes here -->", "goes here")
    before = WITH_ITEM.replace("goes here -->", "goes here").replace("<!-- Events", "Events")
    after = after.replace("<!-- Events", "Events")
    for verdict in (verdict_on(before, after, "hidden-text"), whole(after, "hidden-text")):
        (problem,) = verdict.problems
        assert problem.span.line == after.split("\n").index(mark) + 1


def test_a_comment_that_takes_in_a_section_is_told_in_a_whole_file():
    """Its end is that of the next comment."""
    after = WITH_ITEM.replace(ITEM, f"<!-- mine\n{ITEM}")
    (problem,) = whole(after, "hidden-text").problems
    assert problem.message == "This comment hides what follows: end it with `-->`."


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- {ITEM} -->",
        f"<!--\n{ITEM}\n-->",
        "```\nlet x = 1;\n```",
        "~~~~\n```\n~~~~",
        "Inline ``` code ``` is none.",
        "* [What `<!--` does](https://blog.example/a)",
    ],
)
def test_what_ends_is_left_alone(text: str):
    """Comments and code of an author's own."""
    assert reported(text, "hidden-text", section="Quote of the Week") == set()


NOTE = "<!--\nA note.\n-->\n"


@pytest.mark.parametrize(
    ("end", "damaged"),
    [("<!--", "!--"), ("<!--", "<!-"), ("<!--", "<! --"), ("-->", "--"), ("-->", "->")],
)
def test_a_damaged_end_of_a_comment_is_mended(end: str, damaged: str):
    """Readers would see the comment, or lose the sections below it."""
    before = DRAFT.replace("### Official", f"{NOTE}\n### Official")
    after = before.replace(f"{end}\n", f"{damaged}\n", 1)
    verdict = verdict_on(before, after, "hidden-text")
    assert [problem.span.line for problem in verdict.problems] == [
        after.split("\n").index(damaged) + 1
    ]
    assert verdict.fixed == before


@pytest.mark.parametrize("end", ["<!--\n", "-->\n"])
def test_an_end_of_a_comment_that_is_gone_is_told_where_it_stood(end: str):
    """Where it belongs, its author knows."""
    before = DRAFT.replace("### Official", f"{NOTE}\n### Official")
    verdict = verdict_on(before, before.replace(end, "", 1), "hidden-text")
    assert len(verdict.problems) == 1
    assert verdict.fixes == ()


@pytest.mark.parametrize("after", ["", NOTE.replace("\n", " "), "<!-- A -->\n" + NOTE])
def test_comments_come_and_go(after: str):
    """As a whole, they are nobody's mistake."""
    before = DRAFT.replace("### Official", f"{NOTE}\n### Official")
    assert verdict_on(before, before.replace(NOTE, after), "hidden-text").problems == ()


@pytest.mark.parametrize(
    ("old", "new", "is_told"),
    [("<!-- A", "<!-- This", False), ("<!-- A", "<!-- A\n\nlong", True)],
)
def test_a_comment_with_another_beginning(old: str, new: str, is_told: bool):
    """It ends where it did."""
    before = DRAFT.replace("### Official", "<!-- A note\nof two lines -->\n\n### Official")
    assert bool(verdict_on(before, before.replace(old, new, 1), "hidden-text").problems) == is_told


NESTED = "<!-- Use this format:\n<!--\n* [Topic](URL)\n-->\nand no other.\n-->\n"


@pytest.mark.parametrize(
    "after", ["", "* *No calls this week.*\n", "> error\n>  --> src/main.rs:1\n"]
)
def test_a_comment_in_a_comment_goes_as_a_whole(after: str):
    """The template has some, which editors replace each week; compilers point with arrows."""
    before = DRAFT.replace("### Official", f"{NESTED}\n### Official")
    assert verdict_on(before, before.replace(NESTED, after), "hidden-text").problems == ()


def test_the_end_of_no_comment_is_told_where_it_stands():
    """Left over, or pasted with an example; one that the base has already is nobody's."""
    after = WITH_ITEM.replace(ITEM, f"{ITEM}\n-->")
    (problem,) = verdict_on(WITH_ITEM, after, "hidden-text").problems
    assert problem.span.line == after.split("\n").index("-->") + 1
    assert verdict_on(after, after.replace(ITEM, f"{ITEM}\n{ITEM}"), "hidden-text").problems == ()
