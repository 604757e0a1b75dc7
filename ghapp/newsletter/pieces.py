"""A draft taken to pieces for a merge: submissions, the text around them, and what lies between."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.section_kinds import CONTRIBUTED, SectionKind, SectionKinds
from ghapp.newsletter.submissions import Submission, is_item, submissions
from ghapp.newsletter.template import Template
from ghapp.records import cached_property

OTHER_BLOCKS = ("#", "<!--", ">", "```", "~~~")  # what interrupts a paragraph


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A submission with the lines that the parser takes for a part of it."""

    submission: Submission
    lines: tuple[str, ...]
    kind: SectionKind

    @property
    def text(self) -> str:
        """Its lines."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside submissions; one of blanks only is what may lie between two others."""

    text: str
    kind: SectionKind

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines: this one. A submission has several."""
        return (self.text,)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is on it."""
        return not self.text.strip()

    @property
    def is_contributed(self) -> bool:
        """Whether it stands where contributors add lines."""
        return self.kind in CONTRIBUTED


Piece = Unit | Line


class Version:
    """One version of a draft, read once however often it is merged."""

    def __init__(self, text: str, template: Template | None = None) -> None:
        self.text = text
        self.template = template

    @cached_property
    def draft(self) -> Draft:
        """The text, read."""
        return Draft(self.text)

    @cached_property
    def kinds(self) -> SectionKinds:
        """What its sections are for."""
        return SectionKinds(self.draft, self.template)

    @cached_property
    def submissions(self) -> list[Submission]:
        """Its submissions, in order."""
        return submissions(self.draft, kinds=self.kinds)

    @cached_property
    def units(self) -> list[Unit]:
        """Its submissions with all of their lines, in order."""
        return [piece for piece in self.pieces if isinstance(piece, Unit)]

    @cached_property
    def pieces(self) -> list[Piece]:
        """All of its lines, each in one piece, in order."""
        draft, kinds = self.draft, self.kinds
        begins = {one.line: one for one in self.submissions}
        pieces: list[Piece] = []
        number = 1
        while number <= len(draft.lines):
            submission = begins.get(number)
            if submission is None:
                pieces.append(Line(draft.line(number), kinds[number]))
                number += 1
                continue
            end = submission.end_line
            while end + 1 not in begins and _goes_on(draft, end + 1):
                end += 1
            lines = tuple(draft.lines[number - 1 : end])
            pieces.append(Unit(submission, lines, kinds[number]))
            number = end + 1
        return pieces


def _goes_on(draft: Draft, number: int) -> bool:
    """Whether a line continues the paragraph above, as CommonMark's lazy continuation lines do."""
    line = draft.line(number)
    if not line.strip() or line.startswith(OTHER_BLOCKS) or is_item(line):
        return False
    heading = draft.heading_above(number)
    return heading is None or heading.line != number
