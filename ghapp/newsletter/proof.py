"""The proof of a merge: what it should hold by counting, beside what it does hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ghapp.newsletter.comparing import match
from ghapp.newsletter.edited_headings import edited_headings
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.submissions import Submission

Entry = tuple[str, str]  # what a section's heading is compared by, and a submission's text


@dataclass(frozen=True, slots=True)
class Difference:
    """What a result lacks, and what it has and should not: submissions with their section."""

    lacking: tuple[Entry, ...] = ()
    surplus: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lacking or self.surplus)


def difference(base: Version, ours: Version, theirs: Version, result: Version) -> Difference:
    """How a merge differs from what it should be; nothing, if it is right.

    The submissions before, plus those that the other side adds, minus those that it takes out,
    equal those after, each in its section. This counts submissions, whole; it knows nothing of how
    a merge places them. A section that a side has renamed is known by its old name.
    """
    edits = [edit for side in (ours, theirs) for edit in edited_headings(base.draft, side.draft)]
    names = {edit.new_key: edit.key for edit in edits}
    wanted = _wanted(*(_with_names(version, names) for version in (base, ours, theirs)))
    found = Counter(map(_entry, _with_names(result, names)))
    return Difference(_sorted(wanted - found), _sorted(found - wanted))


def _with_names(version: Version, names: Mapping[str, str]) -> list[Submission]:
    """The submissions of a draft, with other names for some of its sections."""
    if not names:
        return version.submissions
    return [
        replace(one, section=names.get(one.section, one.section)) for one in version.submissions
    ]


def _wanted(
    base: list[Submission], ours: list[Submission], theirs: list[Submission]
) -> Counter[Entry]:
    mine, others = match(base, ours), match(base, theirs)
    of_ours = {old.line: new for old, new in mine.pairs}
    of_theirs = {old.line: new for old, new in others.pairs}
    wanted = Counter(map(_entry, mine.added)) | Counter(map(_entry, others.added))
    for one in base:
        here, there = of_ours.get(one.line), of_theirs.get(one.line)
        if here is not None and there is not None:
            section = here.section if there.section == one.section else there.section
            text = here.text if there.text == one.text else there.text
            wanted[section, text] += 1
    return wanted


def _entry(one: Submission) -> Entry:
    return one.section, one.text


def _sorted(entries: Counter[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries.elements()))


def entries(version: Version) -> Counter[Entry]:
    """The submissions of a draft, counted: each with what its section is compared by."""
    return Counter(map(_entry, version.submissions))
