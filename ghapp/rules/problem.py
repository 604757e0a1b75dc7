"""A problem: something to correct, where it is, how much it matters, and the correction."""

from __future__ import annotations

from enum import IntEnum

from ghapp.newsletter.spans import Span
from ghapp.records import record


class Severity(IntEnum):
    """How much a problem matters."""

    OFF = 0
    NOTICE = 1  # advisory: an annotation and nothing more
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
    advisory: bool = False  # a notice, however severe the rule is
    explains: bool = False  # why readers see marks on its line: its rule's other problems do not
    spares_editors: bool = False  # no problem where an editor made it
