"""What a rule is: a check over a change, with its reason and a bad and a good example."""

from __future__ import annotations

from ghapp.newsletter.calendar import FileKind
from ghapp.records import record
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ghapp.rules.problem import Problem
    from ghapp.rules.reading import Reading

    Check = Callable[[Reading], "Iterator[Problem]"]


RULES_PAGE = "https://github.com/ghapp/ghapp/blob/main/docs/rules.md"


@record
class Rule:
    """One thing that editors correct; its text is its page in the documentation.

    `bad` and `good` are what the section `section` of a well-formed draft (or of the file `path`)
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
    unless_told: bool = False  # it speaks only of lines that no other rule explains
    explains: bool = True  # its warnings may say why readers see marks on a line, or no link
    breaks_lines: bool = False  # of what it finds, nobody can say yet how it is written
    settles_lines: bool = False  # its fix is how the whole line reads: no other rule speaks of it
    unless_broken: bool = False  # it speaks only of lines that no rule finds broken so
    loses: Loss = Loss.NOTHING  # the most that its fixes may leave out: that is what it is about
    until_print: bool = False  # an edition that is out is not reworded for it: there, a notice
    spares_editors: bool = False  # what it finds, it finds only in the work of others
