"""What a rule is: a check over a change, with its reason and a bad and a good example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cached_property

from ghapp.newsletter.archive import Archive
from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import Link
from ghapp.newsletter.roles import Role, Roles
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import Template


LONGEST_LINE = 5000  # characters; the longest line of an edition has about 1,000


class Severity(IntEnum):
    """How much a problem matters."""

    OFF = 0
    NOTICE = 1  # taste: an annotation and nothing more
    WARNING = 2  # what an editor would correct
    ERROR = 3  # breaks the edition, or a policy

    @property
    def word(self) -> str:
        """Its name in settings and output."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Fix:
    """Text to put in place of a span; whole lines are a span up to column 1 of the next line."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct, where it is, and the correction where a machine can be sure."""

    span: Span
    message: str
    fix: Fix | None = None
    rule: str = ""
    severity: Severity = Severity.WARNING
    taste: bool = False  # a notice, however severe the rule is


@dataclass(frozen=True, slots=True)
class Closed:
    """A section that takes no pull requests from people who are not editors."""

    key: str  # what headings are compared by
    message: str
    since: date | None = None  # the first edition that it is closed in


@dataclass(frozen=True, slots=True)
class Other:
    """Another open pull request and the pages that it submits, by canonical address."""

    number: int
    author: str
    addresses: frozenset[str]


@dataclass(frozen=True)
class Context:
    """What a rule may know besides the change; what is not known is None or empty."""

    layout: Layout = field(default_factory=Layout)
    template: Template | None = None
    current_draft: str | None = None  # path
    newest_edition: date | None = None
    archive: Archive | None = None
    today: date | None = None
    closed: tuple[Closed, ...] = ()
    others: tuple[Other, ...] = ()  # oldest first
    author: str = ""
    is_editor: bool = False


class Reading:
    """A change with the role of each of its lines: what every check looks at."""

    def __init__(self, change: Change, context: Context, kind: FileKind = FileKind.DRAFT) -> None:
        self.change = change
        self.context = context
        self.kind = kind  # what the changed file is to the newsletter
        self.roles = Roles(change.head, context.template)
        self._lines: dict[tuple[Role, ...], list[tuple[int, str]]] = {}
        self._links: dict[tuple[Role, ...], list[Link]] = {}

    def lines(self, roles: tuple[Role, ...]) -> list[tuple[int, str]]:
        """The visible added lines in sections of these roles: number and text."""
        if roles not in self._lines:
            self._lines[roles] = [
                (number, line) for number, line in self._readable if self.roles[number] in roles
            ]
        return self._lines[roles]

    @cached_property
    def _readable(self) -> list[tuple[int, str]]:
        texts = self.change.head.lines
        return [
            (number, texts[number - 1])
            for number in self.change.visible_lines
            if len(texts[number - 1]) <= LONGEST_LINE
        ]

    @cached_property
    def foreign_lines(self) -> list[tuple[int, str]]:
        """The added lines, hidden ones too, with any character beyond ASCII."""
        texts = self.change.head.lines
        if self.change.head.text.isascii():
            return []
        added = ((number, texts[number - 1]) for number in self.change.added)
        return [(n, line) for n, line in added if not line.isascii() and len(line) <= LONGEST_LINE]

    def links(self, roles: tuple[Role, ...]) -> list[Link]:
        """The links on added lines in sections of these roles."""
        if roles not in self._links:
            texts = self.change.head.lines
            self._links[roles] = [
                link
                for link in self.change.added_links
                if self.roles[link.line] in roles and len(texts[link.line - 1]) <= LONGEST_LINE
            ]
        return self._links[roles]


Check = Callable[[Reading], Iterator[Problem]]

SUBMISSIONS = (Role.SUBMISSIONS,)
EVENTS = (Role.EVENTS,)
LISTS = (Role.SUBMISSIONS, Role.EVENTS, Role.CFP_PROJECTS, Role.CFP_EVENTS, Role.PROJECT)


@dataclass(frozen=True)
class Rule:
    """One thing that editors correct; its text is its page in the documentation.

    `bad` and `good` are what the section `section` of an orderly draft (or of the file `path`)
    holds instead of `base`: checking `bad` gives the problem, its fix gives `good`.
    """

    name: str
    check: Check
    severity: Severity
    why: str
    bad: str
    good: str
    base: str = ""
    section: str = "Observations/Thoughts"
    path: str = "draft/2026-08-26-this-week-in-rust.md"
    kinds: tuple[FileKind, ...] = (FileKind.DRAFT,)  # the files that it looks at


def code(text: str) -> str:
    """Text as a Markdown code span that nothing in it can break out of."""
    text = " ".join(text.split()) or " "
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
