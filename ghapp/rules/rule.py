"""What a rule is: a check over a change, with its reason and a bad and a good example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import IntEnum
from functools import cached_property

from ghapp.newsletter.archive import Archive
from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import Link
from ghapp.newsletter.orderly import is_orderly
from ghapp.newsletter.roles import Role, Roles
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import Template
from ghapp.records import record

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


@record
class Fix:
    """Text to put in place of a span; whole lines are a span up to column 1 of the next line."""

    span: Span
    text: str


@record
class Problem:
    """Something to correct, where it is, and the correction where a machine can be sure."""

    span: Span
    message: str
    fix: Fix | None = None
    rule: str = ""
    severity: Severity = Severity.WARNING
    taste: bool = False  # a notice, however severe the rule is


@record
class Closed:
    """A section that takes no pull requests from people who are not editors."""

    key: str  # what headings are compared by
    message: str
    since: date | None = None  # the first edition that it is closed in


@record
class Other:
    """Another open pull request and the pages that it submits, by canonical address."""

    number: int
    author: str
    addresses: frozenset[str]


@record
class Context:
    """What a rule may know besides the change; what is not known is None or empty."""

    layout: Layout = Layout()
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
        self._odd_lines: dict[tuple[Role, ...], list[tuple[int, str]]] = {}
        self._links: dict[tuple[Role, ...], list[Link]] = {}

    def lines(self, roles: tuple[Role, ...]) -> list[tuple[int, str]]:
        """The visible added lines in sections of these roles: number and text."""
        if len(roles) == 1:
            return self._lines_by_role.get(roles[0], [])
        if roles not in self._lines:
            by_line = self.roles.by_line
            self._lines[roles] = [pair for pair in self._readable if by_line[pair[0]] in roles]
        return self._lines[roles]

    @cached_property
    def _lines_by_role(self) -> dict[Role, list[tuple[int, str]]]:
        by_role: dict[Role, list[tuple[int, str]]] = {}
        by_line = self.roles.by_line
        for pair in self._readable:
            by_role.setdefault(by_line[pair[0]], []).append(pair)
        return by_role

    def odd_lines(self, roles: tuple[Role, ...]) -> list[tuple[int, str]]:
        """Those lines that are neither blank nor an item in its usual form."""
        if roles not in self._odd_lines:
            by_line = self.roles.by_line
            self._odd_lines[roles] = [pair for pair in self._odd if by_line[pair[0]] in roles]
        return self._odd_lines[roles]

    @cached_property
    def _odd(self) -> list[tuple[int, str]]:
        texts = self.change.head.lines
        roles = self.roles.by_line
        return [
            (number, line)
            for number, line in self._readable
            if line
            and not is_orderly(line, texts[number - 2], roles[number] is Role.EVENTS)
            and not line.isspace()
        ]

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
            self._links[roles] = [link for role, link in self._readable_links if role in roles]
        return self._links[roles]

    @cached_property
    def _readable_links(self) -> list[tuple[Role, Link]]:
        texts, roles = self.change.head.lines, self.roles.by_line
        links = ((link.span.line, link) for link in self.change.added_links)
        return [(roles[n], link) for n, link in links if len(texts[n - 1]) <= LONGEST_LINE]


RULES_PAGE = "https://github.com/ghapp/ghapp/blob/main/docs/rules.md"

Check = Callable[[Reading], Iterator[Problem]]

SUBMISSIONS = (Role.SUBMISSIONS,)
EVENTS = (Role.EVENTS,)
LISTS = (Role.SUBMISSIONS, Role.EVENTS, Role.CFP_PROJECTS, Role.CFP_EVENTS, Role.PROJECT)


@record
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
