"""What people did on the rollup's branch, kept: merged with what the app would write now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.escape import first_line
from ghapp.features.rollup_leavers import without_leavers
from ghapp.features.rollup_state import RollupState
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.merge import MergedDraft
from ghapp.newsletter.pieces import Version
from ghapp.review.merging import MergedTree, proven_merge


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
    merged = {path: text if text is None else text.encode() for path, text in state.merged}
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
    context: JobContext,
    work: HandWork,
    tree: MergedTree,
    left: frozenset[str],
    notes: list[str],
) -> dict[str, bytes | None]:
    """What the rollup holds, with what people did to it.

    Where they and the pull requests changed one thing differently, theirs holds, and a note says
    so; but what belongs to a pull request that went out (`left`: its pages) goes with it.

    Raises:
        WouldLose: the result could not be proven.

    """
    snapshot = await context.snapshot()
    result: dict[str, bytes | None] = dict(tree.changed)
    for path, (before, mine) in work.files.items():
        target = _target(path, snapshot)
        fresh = result[target] if target in result else await context.present(target)
        versions = _versions(path, (before, mine, fresh), snapshot)
        if fresh == before:
            result[target] = mine
        elif versions is not None:
            merged = _merged(target, versions, left, is_published=target != path)
            result[target] = merged.text.encode()
            notes += _notes(merged) if target == path else []
        elif target == path and fresh != mine:
            result[target] = mine
            name = code_span(path)
            notes.append(f"{name} is as an editor left it here; it was changed elsewhere too.")
    return result


def _target(path: str, snapshot: Snapshot) -> str:
    """Where a file's text belongs by now: a draft that is published is followed by the current."""
    layout = snapshot.around.layout
    if layout.kind(path) is not FileKind.DRAFT or path in snapshot.paths:
        return path
    return layout.current_draft(snapshot.paths) or path


def _versions(
    path: str, contents: Sequence[bytes | None], snapshot: Snapshot
) -> list[Version] | None:
    """Some versions of a draft; None where one is missing or cannot be read."""
    if snapshot.around.layout.kind(path) is not FileKind.DRAFT:
        return None
    try:
        texts = [text_of(content) for content in contents if content is not None]
    except Unreadable:
        return None
    found = [Version(text, snapshot.around.template) for text in texts]
    return found if len(found) == len(contents) else None


def _merged(
    path: str, versions: Sequence[Version], left: frozenset[str], *, is_published: bool
) -> MergedDraft:
    """What people did to a draft, done to what it is to be, and proven."""
    before, mine, fresh = versions
    mine = without_leavers(before, mine, fresh, left)
    # What people did to members in a former draft is done to them in the current one.
    ours, others = (fresh, mine) if is_published else (mine, fresh)
    return proven_merge(path, before, ours, others)


def _notes(merged: MergedDraft) -> list[str]:
    """What an editor did that holds against what the pull requests say."""
    return [
        f"{first_line(one.ours or one.base)} is as an editor left it here; it was changed elsewhere"
        " too."
        for one in merged.conflicts
    ]
