"""Which head a comment speaks of, from what deliveries told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghapp.features.approvals import Approval
from ghapp.features.heads import MOST_KEPT, Heads

START = datetime(2026, 1, 7, 6, tzinfo=UTC)


def at(second: int) -> datetime:
    return START + timedelta(seconds=second)


def heads(*told: tuple[int, str]) -> Heads:
    known = Heads()
    for second, head in told:
        known = known.with_head(head, at(second))
    return known


@pytest.mark.parametrize(
    ("told", "second", "head"),
    [
        ([], 9, None),
        ([(1, "a")], 2, "a"),
        ([(1, "a")], 1, None),  # equal counts as after
        ([(1, "a")], 0, None),
        ([(1, "a"), (3, "b")], 3, "a"),
        ([(3, "b"), (1, "a")], 4, "b"),  # told out of order
        ([(1, "a"), (2, "b"), (3, "a")], 9, "a"),  # pushed back
        ([(1, "a"), (1, "b")], 2, "b"),  # in one second: as they came
    ],
)
def test_the_head_before_a_moment(told, second, head):
    """The newest that is known to have stood before it."""
    assert heads(*told).before(at(second)) == head


@given(st.lists(st.tuples(st.integers(0, 100), st.sampled_from("abc")), unique_by=lambda x: x[0]))
def test_the_order_of_deliveries_does_not_matter(told):
    """What is known depends on the moments alone."""
    assert heads(*told) == heads(*sorted(told))


def test_a_comment_older_than_what_is_kept_speaks_of_no_known_head():
    """Old heads are forgotten, and what is not known is not guessed."""
    known = heads(*((second, "a") for second in range(MOST_KEPT + 10)))
    assert len(known.seen) == MOST_KEPT
    assert known.before(at(5)) is None


def test_moments_in_other_zones():
    """A moment is a moment, in whatever zone it is told."""
    known = Heads().with_head("a", datetime.fromisoformat("2026-01-07T08:00:00+02:00"))
    assert known.before(at(1)) == "a"
    assert known.before(at(0)) is None


def decided(second: int, head: str = "") -> Approval:
    return Approval(head, "editor" if head else "", "comment 1", at(second).isoformat())


@given(st.lists(st.tuples(st.integers(0, 100), st.sampled_from(["", "a"])), min_size=1))
def test_the_last_decision_counts(told):
    """In whatever order decisions are heard of, the one of the last moment holds."""
    told = list(dict(told).items())
    memory = Approval()
    for second, head in told:
        memory = memory.followed_by(decided(second, head))
    assert memory == decided(*max(told))


def test_a_push_clears_what_was_approved_before_it():
    """A head heard of late, from before the approval, does not."""
    approval = decided(5, "a")
    assert approval.after_push("a", at(9)) == approval
    assert approval.after_push("b", at(4)) == approval
    assert approval.after_push("b", at(9)).head == ""
    assert approval.after_push("b", at(5)).head == ""
    assert Approval().after_push("b", at(5)) == Approval()
