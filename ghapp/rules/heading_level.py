"""Heading levels: a section stands at its level of the outline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.section_kinds import REGIONS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find headings with more or fewer marks than in the base, the template or beside them."""
    head = reading.change.head
    for heading in head.headings:
        if heading.line not in reading.change.added_set or heading.line in reading.lost_headings:
            continue
        if heading.is_underlined:
            continue  # whose marks are a line of their own
        level = _level(reading, heading)
        if level is not None and level != heading.level and not _has_siblings(reading, heading):
            line = head.line(heading.line)
            wanted = "#" * level + line.lstrip("#")
            message = f"This heading belongs at level {level}: `{'#' * level}`."
            span = Span.within(heading.line, 0, len(line))
            yield Problem(span, message, Fix(span, wanted))


def _level(reading: Reading, heading: Heading) -> int | None:
    """The level that a heading should have; None where it is not known for sure."""
    base, template = reading.change.base, reading.context.template
    if base is not None:
        before = [old for old in base.headings if old.key == heading.key]
        if before:
            gone = len(before) == 1 and before[0].line in reading.change.removed
            return before[0].level if gone else None
    if heading.key in REGIONS and reading.section_kinds[heading.line] is SectionKind.EVENTS:
        beside = Counter(one.level for one in reading.change.head.headings if one.key in REGIONS)
        return max(beside, key=beside.__getitem__)
    if template is None or not reading.fits_template:
        return None
    # Areas of the compiler's news have the names of repositories that other sections have, too.
    ours = [one.level for one in template.draft.headings if one.key == heading.key]
    known = len(ours) == 1 and reading.section_kinds[heading.line] is not SectionKind.PROJECT
    return ours[0] if known else None


def _has_siblings(reading: Reading, heading: Heading) -> bool:
    """Whether a heading in the project's news stands at the level of the one beside it."""
    headings = reading.change.head.headings
    at = headings.index(heading)
    beside = (*headings[max(0, at - 1) : at], *headings[at + 1 : at + 2])
    of_project = reading.section_kinds[heading.line] is SectionKind.PROJECT
    return of_project and any(one.level == heading.level for one in beside)


RULE = Rule(
    name="heading-level",
    check=check,
    severity=Severity.WARNING,
    why="The site and the e-mail set each level in another size, and readers see what belongs to"
    " what by it.",
    base="### Research",
    bad="## Research",
    good="### Research",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    until_print=True,
)
