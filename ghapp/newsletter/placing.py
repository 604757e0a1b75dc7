"""Submissions put into a section of a draft: behind those that are there, events by their date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ghapp.newsletter.comparing import match
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.pieces import Unit, Version
from ghapp.newsletter.section_kinds import SectionKind


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with submissions put into it, and those for which it has no such section."""

    version: Version
    left: tuple[Unit, ...] = ()


def carry(base: Version, head: Version, onto: Version) -> Placed:
    """What `head` adds to `base`, added to another draft, each submission in its section.

    Args:
        base: an earlier draft before the change, and `head` after it.
        head: see `base`.
        onto: the draft that is added to; what it has already, letter by letter, is not added.

    """
    units = {unit.submission.line: unit for unit in head.units}
    added = match(base.submissions, head.submissions).added
    known = {(one.section, one.text) for one in onto.submissions}
    wanted = [one for one in added if (one.section, one.text) not in known]
    return place(onto, [(one.section, units[one.line]) for one in wanted])


def place(version: Version, wanted: Sequence[tuple[str, Unit]]) -> Placed:
    """Put submissions into sections, in this order.

    Args:
        version: of the draft.
        wanted: each submission with what the heading of its section is compared by.

    """
    left: list[Unit] = []
    for section, unit in wanted:
        at = _place_in(version, section, unit)
        if at is None:
            left.append(unit)
        else:
            version = Version(_with_lines(version.draft, at, unit.lines), version.template)
    return Placed(version, tuple(left))


def _with_lines(draft: Draft, at: int, new: Sequence[str]) -> str:
    """The text with lines put in behind the line with this number."""
    end = "\r\n" if draft.ends[at - 1] == "\r\n" else "\n"
    lines = [line + (e or end) for line, e in zip(draft.lines, draft.ends, strict=True)]
    lines[at:at] = [line + end for line in new]
    text = "".join(lines)
    return text if draft.text.endswith("\n") else text.removesuffix(end)


def _place_in(version: Version, section: str, unit: Unit) -> int | None:
    """The line behind which a submission belongs; None without its section."""
    heading = next((h for h in version.draft.headings if h.key == section), None)
    if heading is None:
        return None
    last = heading.line
    for other in version.units:
        submission = other.submission
        if submission.section != section or submission.line < heading.line:
            continue
        is_later = submission.date > unit.submission.date
        if unit.kind is SectionKind.EVENTS and unit.submission.date and is_later:
            break
        last = submission.line + len(other.lines) - 1
    return last
