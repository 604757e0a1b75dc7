"""What a section is for: which conventions hold for the lines in it."""

from __future__ import annotations

from enum import StrEnum
from itertools import zip_longest

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.template import Template


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
EVERYWHERE = (*LISTS, *TEXTS)

# Below them stand events, even when the heading above them was damaged.
REGIONS = ("virtual", "africa", "asia", "europe", "north america", "oceania", "south america")
ROLES = {
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
    "rust compiler performance triage": SectionKind.REPORT,
    "approved rfcs": SectionKind.PROJECT,
    "final comment period": SectionKind.PROJECT,
    "tracking issues & prs": SectionKind.PROJECT,
    "new and updated rfcs": SectionKind.PROJECT,
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
    "updates from rust community": SectionKind.SUBMISSIONS,
}


class SectionKinds:
    """The role of each line of a draft, from the nearest heading above that has one."""

    def __init__(self, draft: Draft, template: Template | None) -> None:
        sections = template.sections if template is not None else {}
        self._draft = draft
        self.by_line: list[SectionKind] = [SectionKind.INTRODUCTION] * (len(draft.lines) + 1)
        role = SectionKind.INTRODUCTION
        headings = draft.headings
        for heading, following in zip_longest(headings, headings[1:]):
            if heading.key in ROLES:
                role = ROLES[heading.key]
            elif heading.key in sections or role is SectionKind.INTRODUCTION:
                role = SectionKind.SUBMISSIONS
            end = following.line if following else len(draft.lines) + 1
            self.by_line[heading.line : end] = [role] * (end - heading.line)

    def __getitem__(self, line: int) -> SectionKind:
        return self.by_line[line] if 0 <= line < len(self.by_line) else SectionKind.INTRODUCTION
