"""What people did on the rollup's branch, kept: merged with what the app would write now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.rollup_members import RollupMember
from ghapp.features.rollup_state import RollupState
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.comparing import match, match_edited
from ghapp.newsletter.files import text_of
from ghapp.newsletter.merge import merge
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.submissions import Submission
from ghapp.review.merging import MergedTree

Files = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class HandWork:
    """The files that people changed on the rollup's branch: path -> before, and as they are."""

    files: Mapping[str, tuple[bytes | None, bytes | None]]


async def hand_work(context: JobContext, state: RollupState, tip: str | None) -> HandWork:
    """What people did since the rollup was opened, counted from what its members alone make.

    So it is found again at every refresh, whoever wrote the branch last.
    """
    if not state.commit or tip is None:
        return HandWork({})
    paths, blob = context.repository.paths, context.repository.blob
    stood_on, present = await paths(state.tip), await paths(tip)
    merged = {path: text.encode() for path, text in state.merged}
    found: dict[str, tuple[bytes | None, bytes | None]] = {}
    for path in sorted(stood_on.keys() | present.keys() | merged.keys()):
        if path not in merged and stood_on.get(path) == present.get(path):
            continue
        mine = await blob(present[path]) if path in present else None
        before = merged.get(path)
        if path not in merged:
            before = await blob(stood_on[path]) if path in stood_on else None
        if mine != before:
            found[path] = (before, mine)
    return HandWork(found)


async def with_hand_work(
    context: JobContext, work: HandWork, tree: MergedTree, snapshot: Snapshot, notes: list[str]
) -> dict[str, bytes | None]:
    """What the rollup holds, with what people did to it.

    Where they and the pull requests changed one thing differently, theirs holds, and a note says
    so.
    """
    result: dict[str, bytes | None] = dict(tree.changed)
    for path, (before, mine) in work.files.items():
        fresh = tree.changed[path] if path in tree.changed else await _tip(context, snapshot, path)
        is_draft = snapshot.around.layout.kind(path) is FileKind.DRAFT
        if fresh == before:
            result[path] = mine
        elif is_draft and mine is not None and before is not None and fresh is not None:
            template = snapshot.around.template
            versions = (Version(text_of(one), template) for one in (before, mine, fresh))
            merged = merge(*versions)
            result[path] = merged.text.encode()
            notes += [
                f"What an editor did to {_first(one.ours or one.base)} holds; it was changed"
                " elsewhere too."
                for one in merged.conflicts
            ]
        elif fresh != mine:
            result[path] = mine
            notes.append(f"{code_span(path)} is as it was left on this branch.")
    return result


def _first(text: str) -> str:
    return code_span(text.split("\n", 1)[0][:120])


async def _tip(context: JobContext, snapshot: Snapshot, path: str) -> bytes | None:
    blob = snapshot.paths.get(path)
    return await context.repository.blob(blob) if blob is not None else None


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
