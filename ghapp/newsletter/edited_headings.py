"""Headings that one side of a merge rewords: they are merged apart from the text below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ghapp.newsletter.changes import Change
from ghapp.newsletter.diff import changed_lines
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.fates import DraftConflict
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.renamed_headings import renamed_headings


@dataclass(frozen=True, slots=True)
class EditedHeading:
    """A heading of the base that stands on a side in other words, or at another level."""

    before: str  # its line in the base
    key: str  # what it is compared by, there and here
    line: int
    after: str
    new_key: str


def edited_headings(base: Draft, side: Draft) -> list[EditedHeading]:
    """The headings that a side has edited; of several that read the same, none is known."""
    before, after = _lines(base), _lines(side)
    gone = [heading for heading in base.headings if before[base.line(heading.line)] == 1]
    gone = [heading for heading in gone if base.line(heading.line) not in after]
    if not gone:
        return []
    now = {**_renamed(base, side), **_rewritten(base, side, gone)}
    return [
        EditedHeading(base.line(one.line), one.key, new.line, side.line(new.line), new.key)
        for one in gone
        if (new := now.get(one.line)) is not None
    ]


def _lines(draft: Draft) -> Counter[str]:
    return Counter(draft.line(heading.line) for heading in draft.headings)


def _renamed(base: Draft, side: Draft) -> dict[int, Heading]:
    removed, added = changed_lines(base.lines, side.lines)
    return renamed_headings(Change("", base, side, tuple(added), tuple(removed)))


def _rewritten(base: Draft, side: Draft, gone: list[Heading]) -> dict[int, Heading]:
    """The headings that have the same words: each of which there is one in both texts."""
    had = Counter(heading.key for heading in base.headings)
    has = Counter(heading.key for heading in side.headings)
    now = {heading.key: heading for heading in side.headings}
    return {one.line: now[one.key] for one in gone if had[one.key] == has[one.key] == 1}


def without_edits(side: Draft, edits: list[EditedHeading]) -> str:
    """The text of a side with its headings as they stand in the base."""
    return _written(side, {edit.line: edit.before for edit in edits})


def with_edits(
    merged: Draft, ours: list[EditedHeading], theirs: list[EditedHeading]
) -> tuple[str, list[DraftConflict]]:
    """The text of a merge with what both sides made of headings, and where they do not agree."""
    places = {merged.line(heading.line): heading.line for heading in merged.headings}
    conflicts, new = list[DraftConflict](), dict[int, str]()
    for key, before, mine, others in _together(ours, theirs):
        if before not in places or (mine and others and mine != others):
            conflicts.append(DraftConflict(key, before, mine, others))
        else:
            new[places[before]] = mine or others or before
    return _written(merged, new), conflicts


def _together(
    ours: list[EditedHeading], theirs: list[EditedHeading]
) -> Iterator[tuple[str, str, str | None, str | None]]:
    mine = {edit.before: edit.after for edit in ours}
    others = {edit.before: edit.after for edit in theirs}
    for before, key in {edit.before: edit.key for edit in (*ours, *theirs)}.items():
        yield key, before, mine.get(before), others.get(before)


def _written(draft: Draft, new: Mapping[int, str]) -> str:
    """The text of a draft with other words on some of its lines."""
    lines = zip(draft.lines, draft.ends, strict=True)
    return "".join(new.get(number, line) + end for number, (line, end) in enumerate(lines, 1))
