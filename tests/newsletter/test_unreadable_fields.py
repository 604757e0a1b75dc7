"""Front matter of strangers is read, or the line is named where reading ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghapp.newsletter.unreadable_fields import unreadable_field

SIGNS = st.text("ab:=-?[]{}&*!|>\"'#%@, \n\t\x00é", max_size=40)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["---", "title: Tides", "---"], None),
        (["---", "? [a, b]", ": c", "---"], (2, "the name of a field is a list")),
        (["---", "title: Tides", "? {a: b}", ": c", "---"], (3, "the name of a field is a list")),
        (["---", "title: &tide [*tide]", "---"], None),
        (["---", "- title", "---"], (2, "it is no list of fields")),
        (["---", f"title: {'[' * 5000}", "---"], (2, "it is nested too deeply")),
        (["+++", 'title = "Tides"', 'title = "Reef"', "+++"], (3, "Cannot overwrite a value")),
    ],
)
def test_what_cannot_be_read(lines, found):
    assert unreadable_field(lines) == found


@given(st.sampled_from(["---", "+++"]), SIGNS)
def test_whatever_stands_between_the_fences(mark, text):
    """A line of the front matter is named, and a reason, or nothing is wrong."""
    lines = [mark, *text.split("\n"), mark]
    found = unreadable_field(lines)
    assert found is None or (2 <= found[0] <= len(lines) and found[1])
