"""What the rollup is to hold: what is approved, and what people did to it on its branch."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.features.approvals import Approval
from ghapp.features.context import JobContext
from ghapp.features.rollup_hands import HandWork, with_hand_work
from ghapp.features.rollup_leavers import missing_of, pages_left
from ghapp.features.rollup_members import approved_pulls, merged_members
from ghapp.features.rollup_pulls import ApprovedPulls
from ghapp.features.rollup_state import RollupState


@dataclass(frozen=True, slots=True)
class Composed:
    """What the rollup is to hold."""

    approved: ApprovedPulls
    merged: dict[str, bytes | None]  # files as the members alone make them
    files: dict[str, bytes | None]  # the same with what people did to them
    partly: tuple[int, ...]  # members of which some submissions were deleted by hand
    notes: tuple[str, ...]
    state: RollupState

    @property
    def members(self) -> tuple[tuple[int, str], ...]:
        """The members' numbers and heads."""
        return tuple((one.pull.number, one.pull.head.sha) for one in self.approved.members)

    @property
    def texts(self) -> tuple[tuple[str, str | None], ...]:
        """The files that the members alone make, to be remembered."""
        return tuple(
            (path, None if content is None else content.decode(errors="replace"))
            for path, content in self.merged.items()
        )


async def compose(context: JobContext, state: RollupState, work: HandWork) -> Composed:
    """Merge the members and the hand work; who has lost everything by hand goes out."""
    snapshot = await context.snapshot()
    approvals = await context.recall_all(Approval)
    candidates = await approved_pulls(context, state)
    while True:
        approved = candidates.copy()
        tree = await merged_members(context, approved, snapshot)
        notes: list[str] = []
        left = pages_left(state, approved.members)
        files = await with_hand_work(context, work, tree, left, notes)
        partly: list[int] = []
        gone: list[int] = []
        for member in approved.members:
            added, missing = missing_of(member, files, snapshot)
            if missing:
                (gone if missing == added else partly).append(member.pull.number)
        if not gone:
            merged = dict(tree.changed)
            return Composed(approved, merged, files, tuple(partly), tuple(notes), state)
        for number in gone:
            state = state.without(number, approvals[number].decided)
            candidates.take_out(number)
