"""Headings that a change rewords: which heading of the head stands for which of the base."""

from __future__ import annotations

from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.template import Template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_TRIED = 50  # headings below one and the same neighbour
ALIKE = 0.6  # "Call for Participation" is; "Rust RFCs" in the place of "Cargo" is another section


def renamed_headings(change: Change) -> dict[int, Heading]:
    """The headings that stand where one of the base stood: its line -> the one of the head."""
    if change.base is None:
        return {}
    removed, left = set(change.removed), {heading.key for heading in change.head.headings}
    gone = [one for one in change.base.headings if one.line in removed and one.key not in left]
    known = {heading.key for heading in change.base.headings}
    new: dict[tuple[int, str | None], list[Heading]] = {}
    for one in change.head.headings:
        if one.line in change.added_set and one.key not in known:
            new.setdefault((one.level, above(change.head, one)), []).append(one)
    found = (
        (old.line, _alike(old, new.get((old.level, above(change.base, old)), []))) for old in gone
    )
    return {line: now for line, now in found if now is not None}


def _alike(heading: Heading, candidates: list[Heading]) -> Heading | None:
    """The first of some headings at the same level and place that has nearly the same words."""
    from difflib import SequenceMatcher

    words = set(heading.key.split())
    for candidate in candidates[:MOST_TRIED]:
        others = set(candidate.key.split())
        is_part = words < others or others < words  # "Asia" of "Asia and Pacific"
        matcher = SequenceMatcher(None, candidate.key[:80], heading.key[:80])
        if is_part or matcher.ratio() >= ALIKE:
            return candidate
    return None


def above(draft: Draft, heading: Heading) -> str | None:
    """What the heading above another one is compared by."""
    found = draft.heading_above(heading.line - 1)
    return found.key if found else None


def lost_sections(change: Change, template: Template) -> Iterator[int]:
    """The lines of the head where a section of the template stood, and text of its own below it."""
    base, gone = change.base, set(change.removed)
    if base is None:
        return
    left = {template.section(heading) for heading in change.head.headings}
    for heading in base.headings:
        section = template.section(heading) if heading.line in gone else None
        if section not in {None, *left} and has_own_text(base, heading, template):
            yield change.place_of(heading.line)


def has_own_text(draft: Draft, heading: Heading, template: Template) -> bool:
    """Whether below a heading something is to be seen that is not the template's."""
    usual = {"", *(line.strip() for line in template.draft.lines)}
    below = draft.lines_below(heading)
    return any(line not in draft.hidden and draft.line(line).strip() not in usual for line in below)
