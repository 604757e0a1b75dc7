"""Headings that a change gives other words: which one of the head stands for one of the base."""

from __future__ import annotations

from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import Draft, Heading

ALIKE = 0.6  # "Call for Participation" is; "Rust RFCs" in the place of "Cargo" is another section


def renamed_headings(change: Change) -> dict[int, Heading]:
    """The headings that stand where one of the base stood: its line -> the one of the head."""
    if change.base is None:
        return {}
    removed, left = set(change.removed), {heading.key for heading in change.head.headings}
    gone = [one for one in change.base.headings if one.line in removed and one.key not in left]
    found = ((old.line, _renamed(change, change.base, old)) for old in gone)
    return {line: now for line, now in found if now is not None}


def _renamed(change: Change, base: Draft, heading: Heading) -> Heading | None:
    """The new heading of the same level below the same neighbour, with nearly the same words."""
    from difflib import SequenceMatcher

    known = {one.key for one in base.headings}
    for candidate in change.head.headings:
        if candidate.line not in change.added_set or candidate.key in known:
            continue
        if candidate.level != heading.level:
            continue
        if above(change.head, candidate) != above(base, heading):
            continue
        if SequenceMatcher(None, candidate.key[:80], heading.key[:80]).ratio() >= ALIKE:
            return candidate
    return None


def above(draft: Draft, heading: Heading) -> str | None:
    """What the heading above another one is compared by."""
    found = draft.heading_above(heading.line - 1)
    return found.key if found else None
