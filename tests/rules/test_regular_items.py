"""Most items are in their usual form and looked at no closer: nothing is lost by that."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ghapp.newsletter.changes import Change
from ghapp.rules.problem import Problem
from ghapp.rules.reading import Reading
from ghapp.rules.registry import rules
from tests.rules.harness import CONTEXT, DRAFT, FINISHED, SAMPLE, draft_with

STARTS = (
    "* ",
    "* [video] ",
    "* [ZH] ",
    "* [audio] [FR] ",
    "    * ",
    "* 2026-09-03 | Berlin, DE | ",
)
TITLES = (
    "Post",
    "**Talk**",
    "_Post_",
    "Post ",
    "`a b`",
    "A : b",
    "Rust…",
    "[x]",
    "Talk (video)",
    "T*",
)
ADDRESSES = (
    "https://blog.example/a",
    "http://b.example/?utm_source=x",
    "https://youtu.be/1?si=2",
    "https://github.com/crab/crab",
    "https://b.example/a_(b",
    "https:/b.example",
)
ENDS = (
    "",
    " ",
    " - more",
    " + [Group](https://b.example/d)",
    " [video]",
    "[Post](https://b.example/c)",
)
LINKS = st.builds("[{}]({})".format, st.sampled_from(TITLES), st.sampled_from(ADDRESSES))
LINES = st.builds("{}{}{}".format, st.sampled_from(STARTS), LINKS, st.sampled_from(ENDS))
SECTIONS = ("Research", "CFP - Projects", "CFP - Events", "Upcoming Events")


class CloseReading(Reading):
    """A reading that looks closely at every line."""

    regular_lines = frozenset()


def problems(reading: Reading) -> dict[str, list[Problem]]:
    """What each rule finds."""
    return {rule.name: list(rule.check(reading)) for rule in rules()}


@given(st.lists(LINES, max_size=4), st.sampled_from(SECTIONS))
@example(["* 2026-09-03 | Berlin, DE | [G](https://b.example/d)"], "Upcoming Events")
def test_a_usual_item_has_nothing_to_find(lines: list[str], section: str):
    """Every rule finds the same in all lines as in those that are not in their usual form."""
    change = Change.between(DRAFT, SAMPLE, draft_with(section, "\n".join(lines)))
    assert problems(Reading(change, CONTEXT)) == problems(CloseReading(change, CONTEXT))


@pytest.mark.parametrize("text", [SAMPLE, FINISHED])
def test_a_good_draft_has_nothing_to_find(text: str):
    """The same holds for whole drafts."""
    change = Change.whole(DRAFT, text)
    assert problems(Reading(change, CONTEXT)) == problems(CloseReading(change, CONTEXT))


def test_usual_items_are_left_out():
    """Of a draft, only what is not as it usually is comes to the rules of form."""
    text = draft_with(
        "Research", "* [Post](https://blog.example/a)\n* [ Post](https://b.example/b)"
    )
    reading = Reading(Change.whole(DRAFT, text), CONTEXT)
    kinds = (reading.section_kinds[text.split("\n").index("* [Post](https://blog.example/a)") + 1],)
    assert [item.text for item in reading.items(kinds)] == ["* [ Post](https://b.example/b)"]
