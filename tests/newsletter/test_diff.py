"""Which lines a pull request changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghapp.newsletter.changes import Change
from ghapp.newsletter.diff import changed_lines

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=25)


@given(LINES, LINES)
def test_what_is_left_is_the_same_on_both_sides(base: list[str], head: list[str]):
    """Without the removed and the added lines, both texts are one."""
    removed, added = changed_lines(base, head)
    kept_base = [line for number, line in enumerate(base, 1) if number not in set(removed)]
    kept_head = [line for number, line in enumerate(head, 1) if number not in set(added)]
    assert kept_base == kept_head


@given(LINES, LINES)
def test_no_change_could_be_shorter(base: list[str], head: list[str]):
    """The script is as short as the longest common subsequence allows."""
    removed, added = changed_lines(base, head)
    assert len(base) - len(removed) == longest_common(base, head)
    assert len(head) - len(added) == longest_common(base, head)


def longest_common(base: list[str], head: list[str]) -> int:
    table = [[0] * (len(head) + 1) for _ in range(len(base) + 1)]
    for i, a in enumerate(base):
        for j, b in enumerate(head):
            table[i + 1][j + 1] = (
                table[i][j] + 1 if a == b else max(table[i][j + 1], table[i + 1][j])
            )
    return table[-1][-1]


def test_of_two_blank_lines_the_one_above_is_new():
    """A paragraph of its own below a list begins with the blank line."""
    change = Change.between("draft", "* a\n\n## B\n", "* a\n\n* c\n\n## B\n")
    assert change.added == (2, 3)


@pytest.mark.parametrize(
    ("head", "removed", "place"),
    [
        ("a\nB\nc\nd", 2, 2),
        ("A\nb\nc\nd", 1, 1),
        ("a\nb\nc\nD", 4, 4),
        ("a\nB\nC\nd", 3, 3),
        ("a\nBC\nd", 3, 2),
        ("a\nc\nd", 2, 2),
        ("a\nb\nc", 4, 3),
        ("a\nb\nnew\nC\nd", 3, 3),
        ("d", 2, 1),
        ("", 1, 1),
    ],
)
def test_a_line_that_is_gone_has_its_place(head: str, removed: int, place: int):
    """What was written over it stands there, or else what stood below."""
    assert Change.between("draft", "a\nb\nc\nd", head).place_of(removed) == place
