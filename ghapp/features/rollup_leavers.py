"""Members that left the rollup: their submissions go, with what editors made of them there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ghapp.features.context import Snapshot
from ghapp.features.rollup_pulls import RollupMember
from ghapp.features.rollup_state import RollupState
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.comparing import match, match_edited
from ghapp.newsletter.files import text_of
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.placing import without
from ghapp.newsletter.submissions import Submission

Files = Mapping[str, bytes | None]


def pages_left(state: RollupState, members: Collection[RollupMember]) -> frozenset[str]:
    """The pages that were in the rollup for a member, and that no member proposes any more."""
    proposed = {page for one in members for page in one.judged.assessment.submitted}
    return frozenset(page for _, page in state.pages) - proposed


def without_leavers(
    before: Version, mine: Version, fresh: Version, left: frozenset[str]
) -> Version:
    """A draft as people left it, without the submissions of pull requests that went out.

    Args:
        before: the draft that people worked on.
        mine: as they left it: reworded or moved, the submission is still that of its pull request.
        fresh: the draft as it is to be. What it has came in on another way.
        left: the pages that went out.

    """
    kept = {page for one in fresh.submissions for page in one.addresses}
    lines = {
        new.line
        for old, new in match_edited(before.submissions, mine.submissions).pairs
        if left.intersection(old.addresses) and not kept.intersection(old.addresses)
    }
    return without(mine, [unit for unit in mine.units if unit.submission.line in lines])


def missing_of(member: RollupMember, files: Files, snapshot: Snapshot) -> tuple[int, int]:
    """How many submissions a member adds to drafts, and how many of them are not in some files.

    An address or a title that was changed in place is no deletion.
    """
    template, added, missing = snapshot.around.template, 0, 0
    for file in member.files:
        if snapshot.around.layout.kind(file.path) is not FileKind.DRAFT:
            continue
        base, head, now = (
            Version(text_of(content or b""), template)
            for content in (file.base, file.head, files.get(file.path))
        )
        new = match(base.submissions, head.submissions).added
        added += len(new)
        missing += len(_not_in(new, base, now))
    return added, missing


def _not_in(new: list[Submission], base: Version, now: Version) -> list[Submission]:
    """Which of some new submissions are not among those that a draft has more than its base."""
    others = match(base.submissions, now.submissions).added
    return match_edited(new, others).removed
