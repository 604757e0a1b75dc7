"""Lists: what looks like a list in the draft is one on the site, too."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.site_lists import is_lost_item, is_underline, underlines_item
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# The last three are a conflict that was committed: that has a rule of its own.
BEFORE_A_LIST = (*ITEM_STARTS, "    ", "#", "\t", "<!--", "<<<<", "====", ">>>>")


def check(reading: Reading) -> Iterator[Problem]:
    """Find list items right below a line of text, which the site takes into the paragraph."""
    head = reading.change.head
    mark = reading.conventions.mark
    for number, line in reading.lines(LISTS):
        if is_underline(line) and underlines_item(head, number):
            span = Span.within(number, 0, len(line))
            fix = Fix(Span.of_lines(number, number), "")
            yield Problem(span, "The site makes a heading of the line above: delete this.", fix)
        if not line.startswith(mark):
            continue
        if number + 1 not in reading.change.added_set and underlines_item(head, number + 1):
            message = "The line below makes a heading of this: leave a blank line between."
            yield Problem(reading.whole_line(number), message)
        if _is_below_text(reading, number) and is_lost_item(head, number):
            yield _lost(reading, number, is_doubtful=reading.is_own(number))


def _is_below_text(reading: Reading, number: int) -> bool:
    """Whether text stands above a line, and no heading: that needs its marks, not a blank line."""
    above = reading.change.head.line(number - 1)
    is_list = above.startswith(reading.conventions.mark) or above.startswith(BEFORE_A_LIST)
    return not is_list and bool(above.strip()) and number - 1 not in reading.lost_headings


def _lost(reading: Reading, number: int, *, is_doubtful: bool) -> Problem:
    """An item that the site takes into the paragraph above it; of other sites, most do not."""
    span, mark = reading.whole_line(number), reading.conventions.mark
    above = reading.item(number - 1)
    if reading.kind is FileKind.DRAFT and above.text.startswith("[") and above.is_submission:
        # Its bullet was forgotten, perhaps by somebody else: it is that line that changes.
        return Problem(
            span,
            f"Begin the line above with `{mark}`: without it, the site shows neither as an item.",
            advisory=True,
        )
    message = "Leave a blank line above the list: below text, the site shows no list."
    return Problem(span, message, Fix(Span.within(number, 0, 0), "\n"), advisory=is_doubtful)


RULE = Rule(
    name="list-not-rendered",
    check=check,
    severity=Severity.ERROR,
    why="The site's renderer, unlike GitHub's preview, begins no list inside a paragraph.",
    bad="Two posts about lifetimes:\n* [One](https://blog.example/1)",
    good="Two posts about lifetimes:\n\n* [One](https://blog.example/1)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
