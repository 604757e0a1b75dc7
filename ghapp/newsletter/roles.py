"""What a section is for: which conventions hold for the lines in it."""

from __future__ import annotations

from enum import StrEnum
from itertools import zip_longest

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.template import Template


class Role(StrEnum):
    """What the lines of a section are."""

    SUBMISSIONS = "submissions"  # links to pages, one list item each
    EVENTS = "events"
    CFP_PROJECTS = "calls for participation in projects"
    CFP_EVENTS = "calls for papers"
    PROJECT = "news of the project"  # lists that the editors' tools write
    PROSE = "prose"  # free text: quotes, performance reports, boilerplate
    INTRODUCTION = "introduction"  # above the first heading


# Below them stand events, even when the heading above them was damaged.
REGIONS = ("virtual", "africa", "asia", "europe", "north america", "oceania", "south america")
ROLES = {
    "upcoming events": Role.EVENTS,
    **dict.fromkeys(REGIONS, Role.EVENTS),
    "cfp - projects": Role.CFP_PROJECTS,
    "cfp - events": Role.CFP_EVENTS,
    "call for participation": Role.PROSE,
    "call for participation; projects and speakers": Role.PROSE,
    "calls for testing": Role.PROJECT,
    "updates from the rust project": Role.PROJECT,
    "rust compiler performance triage": Role.PROSE,
    "approved rfcs": Role.PROJECT,
    "final comment period": Role.PROJECT,
    "tracking issues & prs": Role.PROJECT,
    "new and updated rfcs": Role.PROJECT,
    "rfcs": Role.PROJECT,
    "rust": Role.PROJECT,
    "rustup": Role.PROJECT,
    "cargo": Role.PROJECT,
    "language team": Role.PROJECT,
    "language reference": Role.PROJECT,
    "unsafe code guidelines": Role.PROJECT,
    "crate of the week": Role.PROSE,
    "quote of the week": Role.PROSE,
    "jobs": Role.PROSE,
    "updates from rust community": Role.SUBMISSIONS,
}


class Roles:
    """The role of each line of a draft, from the nearest heading above that has one."""

    def __init__(self, draft: Draft, template: Template | None) -> None:
        sections = template.sections if template is not None else {}
        self._draft = draft
        self.by_line: list[Role] = [Role.INTRODUCTION] * (len(draft.lines) + 1)
        role = Role.INTRODUCTION
        headings = draft.headings
        for heading, following in zip_longest(headings, headings[1:]):
            if heading.key in ROLES:
                role = ROLES[heading.key]
            elif heading.key in sections or role is Role.INTRODUCTION:
                role = Role.SUBMISSIONS
            end = following.line if following else len(draft.lines) + 1
            self.by_line[heading.line : end] = [role] * (end - heading.line)

    def __getitem__(self, line: int) -> Role:
        return self.by_line[line] if 0 <= line < len(self.by_line) else Role.INTRODUCTION
