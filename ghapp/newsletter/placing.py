"""Submissions put into a section of a draft: behind those that are there, events by their date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ghapp.newsletter.comparing import match
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.pieces import Unit, take_apart
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.template import Template


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with submissions put into it, and those for which it has no such section."""

    text: str
    left: tuple[Unit, ...] = ()


def carry(base: str, head: str, onto: str, template: Template | None) -> Placed:
    """What `head` adds to `base`, added to another draft, each submission in its section.

    Args:
        base: an earlier draft before the change, and `head` after it.
        head: see `base`.
        onto: the draft that is added to; what it has already, letter by letter, is not added.
        template: of the newsletter.

    """
    before, after, there = (_units(text, template) for text in (base, head, onto))
    by_id = {id(unit.submission): unit for unit in after}
    added = match([u.submission for u in before], [u.submission for u in after]).added
    known = {(unit.submission.section, unit.submission.text) for unit in there}
    wanted = [by_id[id(one)] for one in added if (one.section, one.text) not in known]
    return place(onto, [(unit.submission.section, unit) for unit in wanted], template)


def place(text: str, wanted: Sequence[tuple[str, Unit]], template: Template | None) -> Placed:
    """Put submissions into sections, in this order.

    Args:
        text: of the draft.
        wanted: each submission with what the heading of its section is compared by.
        template: of the newsletter.

    """
    left: list[Unit] = []
    for section, unit in wanted:
        draft = Draft(text)
        at = _place_in(draft, section, unit, template)
        if at is None:
            left.append(unit)
            continue
        end = "\r\n" if draft.ends[at - 1] == "\r\n" else "\n"
        lines = [line + (e or end) for line, e in zip(draft.lines, draft.ends, strict=True)]
        lines[at:at] = [line + end for line in unit.lines]
        text = "".join(lines)
        if not draft.text.endswith("\n"):
            text = text.removesuffix(end)
    return Placed(text, tuple(left))


def _place_in(draft: Draft, section: str, unit: Unit, template: Template | None) -> int | None:
    """The line behind which a submission belongs; None without its section."""
    heading = next((h for h in draft.headings if h.key == section), None)
    if heading is None:
        return None
    last = heading.line
    for other in _units(draft.text, template):
        submission = other.submission
        if submission.section != section or submission.line < heading.line:
            continue
        is_later = submission.date > unit.submission.date
        if unit.kind is SectionKind.EVENTS and unit.submission.date and is_later:
            break
        last = submission.line + len(other.lines) - 1
    return last


def _units(text: str, template: Template | None) -> list[Unit]:
    return [piece for piece in take_apart(Draft(text), template) if isinstance(piece, Unit)]
