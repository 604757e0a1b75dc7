"""A merge that GitHub refuses for the time being is tried again: for a minute, or for six hours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.merge_plan import NotMerged
from ghapp.ports.store import Memory

SOON = (2.0, 4.0, 8.0, 16.0, 30.0)  # seconds; a minute in all
LATER = 120.0
MOST_WAITS = 180  # six hours


@dataclass(frozen=True, slots=True)
class MergeWish:
    """What an editor asked for."""

    number: int
    head: str
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class NotYet:
    """To be tried again after some seconds; a text is for the editor, who waits meanwhile."""

    seconds: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class MergeTries(Memory):
    """How often a merge was tried, of those that GitHub refused for the time being."""

    kind: ClassVar[str] = "merge tries"

    head: str = ""
    soon: int = 0
    waits: int = 0


async def again_soon(context: JobContext, wish: MergeWish, said: str = "") -> NotMerged | NotYet:
    """Try again from the new state, up to a minute: GitHub is slow to know what can be merged."""
    context.forget_snapshot()
    tries = await _tries(context, wish)
    if tries.soon >= len(SOON):
        because = said or "The branches move faster than I can follow."
        return NotMerged(f"Not merged. {because} Please try again later.")
    await context.remember(replace(tries, soon=tries.soon + 1), wish.number)
    return NotYet(SOON[tries.soon])


async def again_later(
    context: JobContext, wish: MergeWish, why: str, where: str
) -> NotMerged | NotYet:
    """Try again when what hinders it may have passed, up to six hours.

    Args:
        context: of the job.
        wish: what an editor asked for.
        why: a sentence on what hinders it.
        where: a sentence on where it can be finished by hand, if anywhere.

    """
    tries = await _tries(context, wish)
    if tries.waits >= MOST_WAITS:
        return NotMerged(f"Not merged: I waited for six hours. {why}{where}")
    await context.remember(replace(tries, waits=tries.waits + 1), wish.number)
    return NotYet(LATER, f"{why} I merge as soon as that has passed, and wait six hours at most.")


async def _tries(context: JobContext, wish: MergeWish) -> MergeTries:
    tries = await context.recall(MergeTries, wish.number)
    return tries if tries.head == wish.head else MergeTries(wish.head)
