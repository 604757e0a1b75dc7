"""What a section is for: which conventions hold for the lines in it."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise, zip_longest

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.own_sections import own_text
from ghapp.newsletter.template import Template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class SectionKind(StrEnum):
    """What the lines of a section are."""

    SUBMISSIONS = "submissions"  # links to pages, one list item each
    EVENTS = "events"
    CFP_PROJECTS = "calls for participation in projects"
    CFP_EVENTS = "calls for papers"
    PROJECT = "news of the project"  # lists that the editors' tools write
    PROSE = "prose"  # free text: the crate of the week, quotes, boilerplate
    REPORT = "report"  # free text that a tool has written, with tables: performance triage
    INTRODUCTION = "introduction"  # above the first heading


SUBMISSIONS = (SectionKind.SUBMISSIONS,)
EVENTS = (SectionKind.EVENTS,)
CFPS = (SectionKind.CFP_PROJECTS, SectionKind.CFP_EVENTS)
CONTRIBUTED = (*SUBMISSIONS, *EVENTS, *CFPS)
LISTS = (*CONTRIBUTED, SectionKind.PROJECT)
TEXTS = (SectionKind.INTRODUCTION, SectionKind.PROSE, SectionKind.REPORT)
SENTENCES = (SectionKind.INTRODUCTION, SectionKind.PROSE)  # that people write
EVERYWHERE = (*LISTS, *TEXTS)

# Below them stand events, even when the heading above them was damaged.
REGIONS = ("virtual", "africa", "asia", "europe", "north america", "oceania", "south america")
KINDS_BY_KEY = {
    "upcoming events": SectionKind.EVENTS,
    **dict.fromkeys(REGIONS, SectionKind.EVENTS),
    "cfp - projects": SectionKind.CFP_PROJECTS,
    "cfp - events": SectionKind.CFP_EVENTS,
    "call for participation": SectionKind.PROSE,
    "call for participation; projects and speakers": SectionKind.PROSE,
    "cfp - speakers": SectionKind.CFP_EVENTS,  # as editions of 2024 call them
    "call for testing": SectionKind.PROJECT,
    "calls for testing": SectionKind.PROJECT,
    "updates from the rust project": SectionKind.PROJECT,
    "updates from rust core": SectionKind.PROJECT,  # as editions up to 2021 call it
    "rust compiler performance triage": SectionKind.REPORT,
    "approved rfcs": SectionKind.PROJECT,
    "final comment period": SectionKind.PROJECT,
    "tracking issues & prs": SectionKind.PROJECT,
    "new and updated rfcs": SectionKind.PROJECT,
    "new rfcs": SectionKind.PROJECT,
    "rfcs": SectionKind.PROJECT,
    "rust": SectionKind.PROJECT,
    "rustup": SectionKind.PROJECT,
    "cargo": SectionKind.PROJECT,
    "language team": SectionKind.PROJECT,
    "language reference": SectionKind.PROJECT,
    "unsafe code guidelines": SectionKind.PROJECT,
    "crate of the week": SectionKind.PROSE,
    "quote of the week": SectionKind.PROSE,
    "jobs": SectionKind.PROSE,
    "rust jobs": SectionKind.PROSE,  # until 2022
    "updates from rust community": SectionKind.SUBMISSIONS,
}


MISSPELT = 0.8  # how alike names are of which one is meant as the other


def nearest_region(key: str) -> str | None:
    """The region that a misspelt name is meant as; None for one that is well, or of no region."""
    if key in REGIONS or not key.replace(" ", "").isalpha():
        return None
    from difflib import get_close_matches

    return next(map(str.title, get_close_matches(key, REGIONS, 1, MISSPELT)), None)


class SectionKinds:
    """The kind of each line of a draft, from the nearest heading above that has one.

    Below headings that are known to be for links, whatever stands is a submission, or should be.
    In other sections of the newsletter's own, text is prose and what has a link is a submission.
    """

    def __init__(self, draft: Draft, template: Template | None) -> None:
        self._draft = draft
        self.by_line: list[SectionKind] = [SectionKind.INTRODUCTION] * (len(draft.lines) + 1)
        kind = SectionKind.INTRODUCTION
        is_known = False  # by its own heading, or by one above
        copied = template.events_section if template is not None else None
        self._own = [False] * (len(draft.lines) + 1)
        headings = draft.headings
        for heading, following in zip_longest(headings, headings[1:]):
            section = template.section(heading) if template is not None else None
            if heading.key in KINDS_BY_KEY:
                kind, is_known = KINDS_BY_KEY[heading.key], True
            elif section is not None and section.key == copied:
                kind, is_known = SectionKind.PROSE, False
            elif section is not None or kind is SectionKind.INTRODUCTION:
                is_known = is_known and kind is SectionKind.SUBMISSIONS
                kind = SectionKind.SUBMISSIONS
            end = following.line if following else len(draft.lines) + 1
            self.by_line[heading.line : end] = [kind] * (end - heading.line)
            if not is_known:
                self._own[heading.line : end] = [True] * (end - heading.line)
                self._find_prose(heading, end)

    def __getitem__(self, line: int) -> SectionKind:
        return self.by_line[line] if 0 <= line < len(self.by_line) else SectionKind.INTRODUCTION

    def is_list(self, line: int) -> bool:
        """Whether a line stands in a section of list items."""
        return self[line] in LISTS

    def is_own(self, line: int) -> bool:
        """Whether a line stands in a section of which only the template knows what it is for."""
        return 0 <= line < len(self._own) and self._own[line]

    def _find_prose(self, heading: Heading, end: int) -> None:
        """Tell the text of a section from its items; one of text only is all prose."""
        text = own_text(self._draft, heading.end_line + 1, end)
        for number in text.lines:
            self.by_line[number] = SectionKind.PROSE
        if text.lines and not text.has_items:
            self.by_line[heading.line : end] = [SectionKind.PROSE] * (end - heading.line)


def lines_above_sections(draft: Draft, kinds: SectionKinds, template: Template) -> Iterator[int]:
    """The lines with a link below a heading whose sections of submissions begin further down."""
    groups = {
        one.key for one, below in pairwise(template.draft.headings) if below.level > one.level
    }
    for heading, below in pairwise(draft.headings):
        if heading.key in groups and kinds[heading.line] is SectionKind.SUBMISSIONS:
            lines = range(heading.line + 1, below.line)
            yield from (number for number in lines if "](" in draft.line(number))
