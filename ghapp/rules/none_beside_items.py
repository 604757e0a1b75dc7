"""None this week: a section does not say that it is empty while it is not."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.empty_notices import EmptyNotice, empty_notices
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find sentences that say there is nothing, beside something."""
    head, added = reading.change.head, reading.change.added_set
    if "week" not in head.text:
        return
    for notice in empty_notices(head, reading.section_kinds):
        new = [item for item in notice.items if item in added]
        if notice.items and notice.line in added:
            message = f"There is something this week, on line {notice.items[0]}: take this out."
            fix = Fix(Span.of_lines(notice.line, _with_blank(reading, notice.last_line)), "")
            is_sure = _is_sure(reading, notice)
            yield Problem(reading.whole_line(notice.line), message, fix if is_sure else None)
        elif new:
            message = (
                f"Line {notice.line} says that there is nothing this week: please take it out."
            )
            yield Problem(reading.whole_line(new[0]), message)


def _is_sure(reading: Reading, notice: EmptyNotice) -> bool:
    """Whether there is a submission: anything else may be what was left over."""
    first = reading.change.head.line(notice.items[0])
    is_submission = first.startswith(reading.conventions.mark) and "](http" in first
    return is_submission and notice.last_line == notice.line


def _with_blank(reading: Reading, number: int) -> int:
    """The blank line below a line, where there is one above it as well."""
    head = reading.change.head
    above, below = head.line(number - 1), head.line(number + 1)
    spare = not below.strip() and (not above.strip() or above.startswith("#"))
    return number + 1 if spare and number + 1 in reading.change.added_set else number


RULE = Rule(
    name="none-beside-items",
    check=check,
    severity=Severity.WARNING,
    why="Who reads that there is nothing does not look further.",
    section="CFP - Projects",
    base="* [crab - Write the guide](https://git.example/crab/issues/1)",
    bad="*No Calls for participation were submitted this week.*\n\n"
    "* [crab - Write the guide](https://git.example/crab/issues/1)",
    good="* [crab - Write the guide](https://git.example/crab/issues/1)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    loses=Loss.WORDS,
)
