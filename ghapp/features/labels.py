"""Labels: which ones a pull request should carry, and which of them are the app's to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.ports.store import Memory
from ghapp.ports.values import Label, PullRequest
from ghapp.review.assessment import NEEDS_FIXES

APPROVED, CONFLICT = "approved", "conflict"
STATE_LABELS = frozenset({NEEDS_FIXES, CONFLICT, APPROVED})
GREY = "ededed"  # what GitHub gives to a label that it creates by itself
SECTION_COLOUR = "bfd8d2"
SECTION_DESCRIPTION = "Changes this section of the draft"
APPEARANCE = {
    "published edition": Label("published edition", "5319e7", "Changes an edition that is out"),
    "draft template": Label("draft template", "1d76db", "Changes what every draft begins as"),
    "tooling": Label("tooling", "c5def5", "Changes files other than drafts and editions"),
    NEEDS_FIXES: Label(NEEDS_FIXES, "fbca04", "The check says what to correct"),
    CONFLICT: Label(CONFLICT, "d93f0b", "Cannot be merged as it is"),
    APPROVED: Label(APPROVED, "0e8a16", "An editor approved this head"),
}


@dataclass(frozen=True, slots=True)
class LabelMemory(Memory):
    """What the app did, and a person did, to a pull request's labels."""

    kind: ClassVar[str] = "labels"

    ours: frozenset[str] = frozenset()  # there because the app put them on
    intended: frozenset[str] = frozenset()  # about to be put on or taken off when the app stopped
    refused: frozenset[str] = frozenset()  # a person took them off


@dataclass(frozen=True, slots=True)
class KnownLabels(Memory):
    """The labels that exist in the repository, as GitHub compares them."""

    kind: ClassVar[str] = "known labels"

    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LabelChange:
    """What to do to a pull request's labels."""

    add: frozenset[str]
    remove: frozenset[str]
    refused: frozenset[str]  # taken off by a person: not put on again


def decide_labels(
    wanted: frozenset[str], present: frozenset[str], memory: LabelMemory
) -> LabelChange:
    """The difference between the labels that are there and those that should be.

    What the app put on and is gone now, a person took off: it stays off until a person puts it
    back. What a person put on, the app leaves. A state label shows what the app knows, whoever
    set it. GitHub compares the names of labels without case.
    """
    here = _keys(present)
    taken_off = {name for name in memory.ours - STATE_LABELS if name.casefold() not in here}
    refused = {name for name in memory.refused | taken_off if name.casefold() not in here}
    excluded = here | _keys(refused)
    add = {name for name in wanted if name.casefold() not in excluded}
    ours = memory.ours | memory.intended | STATE_LABELS
    unwanted = _keys(ours) - _keys(wanted)
    remove = {name for name in present if name.casefold() in unwanted}
    return LabelChange(frozenset(add), frozenset(remove), frozenset(refused))


def _keys(names: Iterable[str]) -> frozenset[str]:
    """Labels as GitHub compares them."""
    return frozenset(name.casefold() for name in names)


def appearance(name: str) -> Label:
    """The colour and description of a label: one for all sections, one for each other kind."""
    return APPEARANCE.get(name.casefold()) or Label(name, SECTION_COLOUR, SECTION_DESCRIPTION)


def is_uncoloured(label: Label) -> bool:
    """Whether nobody chose the colour: GitHub made the label, or an earlier version of this app."""
    return label.colour == GREY and label.description in {"", appearance(label.name).description}


async def write_labels(context: JobContext, pull: PullRequest, wanted: frozenset[str]) -> None:
    """Put the difference on the pull request.

    What is about to be put on or taken off is remembered first: if the app stops in between, a
    label that is there then counts as its own, and one that is not was never taken off by a person.
    """
    memory = await context.recall(LabelMemory, pull.number)
    change = decide_labels(wanted, pull.labels, memory)
    here, leaving = _keys(pull.labels), _keys(change.remove)
    known = memory.ours | memory.intended
    ours = frozenset(name for name in known if name.casefold() in here - leaving)
    if change.add or change.remove:
        intended = change.add | change.remove - STATE_LABELS
        await context.remember(LabelMemory(ours, intended, change.refused), pull.number)
        await _apply(context, pull.number, change)
    after = LabelMemory(ours | change.add, refused=change.refused)
    await context.remember(after, pull.number)


async def write_state_label(
    context: JobContext, pull: PullRequest, name: str, *, wanted: bool
) -> None:
    """Put a state label on the pull request or take it off, and leave all others."""
    if wanted != (name in _keys(pull.labels)):
        one, none = frozenset({name}), frozenset[str]()
        change = LabelChange(one, none, none) if wanted else LabelChange(none, one, none)
        await _apply(context, pull.number, change)


async def _apply(context: JobContext, number: int, change: LabelChange) -> None:
    repository = context.repository
    if change.add:
        await _create_missing(context, change.add)
        added = _keys(change.add)
        for label in await repository.add_labels(number, sorted(change.add)):
            if label.name.casefold() in added and is_uncoloured(label):
                await repository.edit_label(appearance(label.name))
    for name in sorted(change.remove):
        await repository.remove_label(number, name)


async def _create_missing(context: JobContext, names: frozenset[str]) -> None:
    """Create the labels that the repository lacks; it is asked only once which it has."""
    known = (await context.recall(KnownLabels)).names
    if _keys(names) <= known:
        return
    known = known or _keys(await context.repository.labels())
    for name in sorted(names):
        if name.casefold() not in known:
            await context.repository.create_label(appearance(name))
    await context.remember(KnownLabels(known | _keys(names)))
