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


def added_units(base: Version, head: Version) -> list[Unit]:
    """The submissions that `head` has and `base` has not, in order."""
    units = {unit.submission.line: unit for unit in head.units}
    added = match(base.submissions, head.submissions).added
    return sorted((units[one.line] for one in added), key=lambda unit: unit.submission.line)


def carry(base: Version, head: Version, onto: Version) -> Placed:
    """What `head` adds to `base`, added to another draft, each submission in its section.

    Args:
        base: an earlier draft before the change, and `head` after it.
        head: see `base`.
        onto: the draft that is added to; what it has already, letter by letter, is not added.

    """
    known = {(one.section, one.text) for one in onto.submissions}
    added = ((unit.submission, unit) for unit in added_units(base, head))
    wanted = [(one.section, unit) for one, unit in added if (one.section, one.text) not in known]
    return place(onto, wanted)


def move(base: Version, head: Version, section: str) -> Placed:
    """What `head` adds to `base`, in another section of it than it was put into."""
    units = [unit for unit in added_units(base, head) if unit.submission.section != section]
    return place(without(head, units), [(section, unit) for unit in units])


def without(version: Version, units: Sequence[Unit]) -> Version:
    """A draft without some of its submissions; where they stood, no second blank line is left."""
    draft = version.draft
    lines = [line + end for line, end in zip(draft.lines, draft.ends, strict=True)]
    for unit in sorted(units, key=lambda unit: -unit.submission.line):
        start = unit.submission.line - 1
        end = start + len(unit.lines)
        is_between_blanks = start > 0 and end < len(lines) and not lines[start - 1].strip()
        if is_between_blanks and not lines[end].strip():
            end += 1
        del lines[start:end]
    return Version("".join(lines), version.template)


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
    last = heading.end_line
    for other in version.units:
        submission = other.submission
        if submission.section != section or submission.line < heading.line:
            continue
        is_later = submission.date > unit.submission.date
        if unit.kind is SectionKind.EVENTS and unit.submission.date and is_later:
            break
        last = submission.line + len(other.lines) - 1
    return last
