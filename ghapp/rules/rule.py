"""What a rule is: a check over a change, with its reason and a bad and a good example."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from functools import cached_property

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.roles import Role
from ghapp.newsletter.spans import Span
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ghapp.newsletter.archive import Archive
    from ghapp.newsletter.template import Template
    from ghapp.rules.reading import Reading

    Check = Callable[[Reading], "Iterator[Problem]"]


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
    paths: Collection[str] = ()  # of all files on the default branch
    archive: Archive | None = None
    today: date | None = None
    closed: tuple[Closed, ...] = ()
    others: tuple[Other, ...] = ()  # oldest first
    author: str = ""
    is_editor: bool = False

    @cached_property
    def current_draft(self) -> str | None:
        """The path of the draft that submissions belong into."""
        return self.layout.current_draft(self.paths)

    @cached_property
    def newest_edition(self) -> date | None:
        """The date of the newest published edition."""
        return self.layout.newest_edition(self.paths)


TICKS = pattern("`+")
RULES_PAGE = "https://github.com/ghapp/ghapp/blob/main/docs/rules.md"

SUBMISSIONS = (Role.SUBMISSIONS,)
EVENTS = (Role.EVENTS,)
CONTRIBUTED = (Role.SUBMISSIONS, Role.EVENTS, Role.CFP_PROJECTS, Role.CFP_EVENTS)
LISTS = (*CONTRIBUTED, Role.PROJECT)


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
    longest = max((len(run) for run in TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
