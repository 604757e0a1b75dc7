"""The rollup: one pull request, kept up to date, that merges everything that is approved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from ghapp.features.approvals import Approval
from ghapp.features.check_run import CHECKED_BEFORE, passed_check
from ghapp.features.context import JobContext
from ghapp.features.merge_plan import tell_operator
from ghapp.features.own_pulls import ROLLUP, is_own
from ghapp.features.rollup_end import end_rollup
from ghapp.features.rollup_hands import HandWork, hand_work, missing_of, with_hand_work
from ghapp.features.rollup_members import (
    ApprovedPulls,
    approved_pulls,
    merged_members,
)
from ghapp.features.rollup_state import RollupState
from ghapp.features.rollup_text import rollup_body, rollup_message, rollup_title
from ghapp.features.say_once import say_once
from ghapp.ports.errors import NotFastForward, TransientError
from ghapp.ports.values import FileChange, PullRequest
from ghapp.review.merging import WouldLose

NOT_PROVEN = (
    "I cannot bring this up to date: I could not prove that nothing would be lost. The branch stays"
    " as it is. What I found is in the log of whoever runs me."
)


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


async def refresh_rollup(context: JobContext, *, opens: bool = False) -> int:
    """Bring the rollup up to date, or end it if it was merged or closed.

    Args:
        context: of the event.
        opens: whether to open one where there is none.

    Returns:
        The number of the pull request; 0 where there is none.

    """
    present = await _present(context)
    state = await context.recall(RollupState)
    if state.pull and (present is None or present.number != state.pull):
        await end_rollup(context, state)
        state = await context.recall(RollupState)
    if (present is None and not opens) or (await context.snapshot()).settings.paused:
        return 0
    tip = await context.repository.tip(ROLLUP)
    work = await hand_work(context, state if present is not None else RollupState(), tip)
    try:
        composed = await _composed(context, state, work)
    except WouldLose as reason:  # the branch stays as people left it
        number = present.number if present is not None else 0
        tell_operator(context, number, reason)
        await say_once(context, number, NOT_PROVEN)
        return number
    if not composed.approved.members and present is None:
        return 0
    return await _write(context, composed, present, tip)


async def _present(context: JobContext) -> PullRequest | None:
    """The open rollup; somebody else's pull request from a branch of this name is none."""
    pulls = await context.repository.pulls_from(ROLLUP)
    return next((p for p in pulls if p.is_open and is_own(p, context.repository)), None)


async def _composed(context: JobContext, state: RollupState, work: HandWork) -> Composed:
    """Merge the members and the hand work; who has lost everything by hand goes out."""
    snapshot = await context.snapshot()
    approvals = await context.recall_all(Approval)
    approved = await approved_pulls(context, state)
    while True:
        tree = await merged_members(context, approved, snapshot)
        notes: list[str] = []
        files = await with_hand_work(context, work, tree, snapshot, notes)
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
        approved.members[:] = [one for one in approved.members if one.pull.number not in gone]


async def _write(
    context: JobContext, composed: Composed, present: PullRequest | None, tip: str | None
) -> int:
    repository, snapshot = context.repository, await context.snapshot()
    members = composed.approved.members
    changes = [FileChange(path, content) for path, content in sorted(composed.files.items())]
    parents = [snapshot.tip, *(member.pull.head.sha for member in members)]
    message, title, body = rollup_message(members), rollup_title(members), _body(composed)
    digest, told = digest_of(parents, changes, message), digest_of(title, body)
    state, commit = composed.state, composed.state.commit
    is_new = tip is None or tip != commit or digest != state.digest
    if is_new:
        commit = await repository.commit(parents, changes, message)
        try:
            await repository.move_branch(ROLLUP, tip, commit)
        except NotFastForward as moved:  # by a person: read it again, and what they did
            raise TransientError(str(moved), retry_after=1) from moved
        state = replace(
            state, commit=commit, digest=digest, tip=snapshot.tip, merged=_texts(composed)
        )
        await context.remember(state)
    number = present.number if present is not None else 0
    if present is None:
        number = await repository.create_pull(ROLLUP, snapshot.branch, title, body)
    elif state.told != told:
        await repository.edit_pull(number, title, body)
    if is_new:
        await repository.write_check(commit, passed_check(title, CHECKED_BEFORE))
    pages = tuple(
        (one.pull.number, page)
        for one in members
        for page in sorted(one.judged.assessment.submitted)
    )
    members_now = composed.members
    await context.remember(replace(state, pull=number, told=told, members=members_now, pages=pages))
    return number


def digest_of(*made_of: object) -> str:
    """What tells whether something would be written again as it is."""
    return sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest()


def _texts(composed: Composed) -> tuple[tuple[str, str], ...]:
    """The drafts that the members alone make."""
    files = composed.merged.items()
    return tuple((path, content.decode(errors="replace")) for path, content in files if content)


def _body(composed: Composed) -> str:
    out = [number for number, _ in composed.state.taken_out]
    notes = list(composed.notes)
    if out:
        listed = ", ".join(f"#{number}" for number in out)
        notes.insert(0, f"Taken out on this branch, until approved again: {listed}.")
    approved = composed.approved
    return rollup_body(approved.members, approved.left_out, composed.partly, notes)
