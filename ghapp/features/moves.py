"""Moves: submissions that count for another section or draft than their branch says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext, Snapshot
from ghapp.ports.store import Memory
from ghapp.ports.values import PullRequest
from ghapp.review.carrying import (
    CarriedOver,
    Files,
    carried_over,
    out_of_place,
    published_since,
    to_section,
)


@dataclass(frozen=True, slots=True)
class KeptMove(Memory):
    """A move that was asked for and is not on the branch; it holds for one head."""

    kind: ClassVar[str] = "kept move"

    head: str = ""
    section: str = ""  # what its heading is compared by; "" for none
    retarget: bool = False


async def kept_move(context: JobContext, pull: PullRequest) -> KeptMove:
    """The move that is kept for the present head, if there is one."""
    kept = await context.recall(KeptMove, pull.number)
    return kept if kept.head == pull.head.sha else KeptMove()


async def as_it_counts(
    context: JobContext, snapshot: Snapshot, pull: PullRequest, files: Files
) -> CarriedOver:
    """The files of a pull request as they would be merged, but for corrections.

    What was added to a draft that is published by now counts for the current one, worked out anew
    each time; what somebody asked for is kept for this head.
    """
    kept = await kept_move(context, pull)
    carried = await _carried_over(context, snapshot, files, retarget=kept.retarget)
    return to_section(carried, kept.section, snapshot.around) if kept.section else carried


async def _carried_over(
    context: JobContext, snapshot: Snapshot, files: Files, *, retarget: bool
) -> CarriedOver:
    paths, around = snapshot.paths, snapshot.around
    late = published_since(files, paths, around) if snapshot.settings.merge.carry_over else []
    if retarget:
        late = out_of_place(files, paths, around)
    current = around.layout.current_draft(paths)
    if current is None or not late:
        return CarriedOver(files)
    content = await context.repository.blob(paths[current])
    return carried_over(files, late, current, content, around)
