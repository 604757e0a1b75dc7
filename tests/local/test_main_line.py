"""Where pull requests left the main line, beside what git would say."""

from hypothesis import given
from hypothesis import strategies as st

from ghapp.local.main_line import MainLine

Parents = dict[str, list[str]]
# main:   a - b - c - m - n
# first:       \ x - y /
# second:            \ z (merged with n)
HISTORY: Parents = {
    "a": [],
    "b": ["a"],
    "x": ["b"],
    "y": ["x"],
    "c": ["b"],
    "m": ["c", "y"],
    "z": ["y"],
    "n": ["m", "z"],
}


def since(parents: Parents, oldest: str) -> Parents:
    """The commits that do not lead to the oldest."""
    before = leading_to(parents, oldest)
    return {commit: of for commit, of in parents.items() if commit not in before}


def leading_to(parents: Parents, *commits: str) -> set[str]:
    """These commits and all before them."""
    found: set[str] = set()
    new = list(commits)
    while new:
        commit = new.pop()
        if commit not in found:
            found.add(commit)
            new += parents[commit]
    return found


def best_common(parents: Parents, one: str, other: str) -> set[str]:
    """The best common ancestors, found the long way."""
    common = leading_to(parents, one) & leading_to(parents, other)
    return {one for one in common if not any(one in parents[other] for other in common)}


def test_a_branch_left_where_it_began():
    """The first pull request was opened on the second commit."""
    line = MainLine(since(HISTORY, "a"), "n", "a")
    assert line.left_by("c", "y") == "b"


def test_a_branch_that_goes_on_left_where_it_was_merged():
    """What a pull request adds to a branch that was merged before begins behind that merge."""
    line = MainLine(since(HISTORY, "a"), "n", "a")
    assert line.left_by("m", "z") == "y"
    assert line.left_by("c", "z") == "b"


def test_a_branch_older_than_the_stretch():
    """Where history is looked at from a later commit on, a branch may have left before it."""
    line = MainLine(since(HISTORY, "c"), "n", "c")
    assert line.left_by("c", "y") == "b"


def test_what_is_not_on_the_main_line_is_not_told():
    """A base or a beginning that is on a branch, and a head that was not merged."""
    assert MainLine(since(HISTORY, "a"), "n", "a").left_by("x", "z") is None
    assert MainLine(since(HISTORY, "x"), "n", "x").left_by("m", "z") is None
    assert MainLine(since(HISTORY, "a"), "n", "a").left_by("m", "unknown") is None


@st.composite
def histories(draw: st.DrawFn) -> tuple[Parents, list[str], list[tuple[str, str]]]:
    """A history: its parents, its main line, and the bases and heads that were merged."""
    parents: Parents = {"0": []}
    line, everywhere, merges = ["0"], ["0"], []
    for number in range(draw(st.integers(1, 12))):
        tip = draw(st.sampled_from(everywhere))
        for commit in range(draw(st.integers(0, 3))):
            other = draw(st.sampled_from([None, *everywhere]))
            name = f"{number}.{commit}"
            parents[name] = [tip] if other is None or other == tip else [tip, other]
            everywhere.append(name)
            tip = name
        parents[str(number + 1)] = [line[-1], tip]
        merges.append((line[-1], tip))
        line.append(str(number + 1))
        everywhere.append(line[-1])
    return parents, line, merges


@given(histories(), st.data())
def test_what_is_told_is_the_only_best_common_ancestor(
    history: tuple[Parents, list[str], list[tuple[str, str]]], data: st.DataObject
):
    """Of any history, from any commit of its main line on."""
    parents, line, merges = history
    oldest = data.draw(st.sampled_from(line))
    main = MainLine(since(parents, oldest), line[-1], oldest)
    for base, head in merges:
        left = main.left_by(base, head)
        assert left is None or best_common(parents, base, head) == {left}
