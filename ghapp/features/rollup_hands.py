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
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.merge import MergedDraft, merge
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.proof import difference
from ghapp.newsletter.submissions import Submission
from ghapp.review.merging import MergedTree, WouldLose

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

    Raises:
        WouldLose: the result could not be proven.

    """
    result: dict[str, bytes | None] = dict(tree.changed)
    for path, (before, mine) in work.files.items():
        target = _target(path, snapshot)
        fresh = result[target] if target in result else await _tip(context, snapshot, target)
        if fresh == before:
            result[target] = mine
        elif target != path:
            # What people did to members in the former draft is done to them in the current one.
            merged = _merged(target, (before, fresh, mine), snapshot)
            result[target] = merged.text.encode() if merged is not None else fresh
        elif fresh != mine:
            merged = _merged(path, (before, mine, fresh), snapshot)
            result[target] = merged.text.encode() if merged is not None else mine
            notes += _notes(path, merged)
    return result


def _target(path: str, snapshot: Snapshot) -> str:
    """Where a file's text belongs by now: a draft that is published is followed by the current."""
    layout = snapshot.around.layout
    if layout.kind(path) is not FileKind.DRAFT or path in snapshot.paths:
        return path
    return layout.current_draft(snapshot.paths) or path


def _merged(
    path: str, contents: tuple[bytes | None, bytes | None, bytes | None], snapshot: Snapshot
) -> MergedDraft | None:
    """Three versions of a draft merged and proven; None where one is missing or no text."""
    versions: list[Version] = []
    for content in contents:
        if content is None:
            return None
        try:
            versions.append(Version(text_of(content), snapshot.around.template))
        except Unreadable:
            return None
    before, mine, others = versions
    merged = merge(before, mine, others)
    found = difference(before, mine, others, merged.version)
    if found and not merged.conflicts:
        raise WouldLose(path, found)
    return merged


def _notes(path: str, merged: MergedDraft | None) -> list[str]:
    """What an editor did that holds against what the pull requests say."""
    if merged is None:
        return [f"{code_span(path)} is as an editor left it here; it was changed elsewhere too."]
    return [
        f"What an editor did to {_first(one.ours or one.base)} holds; it was changed elsewhere too."
        for one in merged.conflicts
    ]


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
