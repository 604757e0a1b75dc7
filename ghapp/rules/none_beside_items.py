"""None this week: a section does not say that it is empty while it is not."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

NONE = pattern(r"[ \t]*(?:[*+-][ \t]+)?[*_]{0,3}(?i:no|none)\b[^\[\]]{0,120}\bweek\b")
MOST_LINES = 12  # of one sentence


def check(reading: Reading) -> Iterator[Problem]:
    """Find sentences that say there is nothing, beside something."""
    head, added = reading.change.head, reading.change.added_set
    if "week" not in head.text:
        return
    for number, line in enumerate(head.lines, 1):
        said = "week" in line and NONE.match(line) and reading.section_kinds[number] in LISTS
        if not said or number in head.hidden:
            continue
        last = _last_line(reading, number)
        items = [item for below in _meant(reading, number, last) for item in _items(reading, below)]
        if not items:
            continue
        if number in added:
            # Anything but a submission may be what was left over.
            is_sure = last == number and head.line(items[0]).startswith(reading.conventions.mark)
            is_sure = is_sure and "](http" in head.line(items[0])
            fix = Fix(Span.of_lines(number, _with_blank(reading, last)), "")
            message = f"There is something this week, on line {items[0]}: take this out."
            yield Problem(reading.whole_line(number), message, fix if is_sure else None)
        elif new := [item for item in items if item in added]:
            message = f"Line {number} says that there is nothing this week: please take it out."
            yield Problem(reading.whole_line(new[0]), message)


def _last_line(reading: Reading, number: int) -> int:
    """The last line of a sentence; such ones with a list of links go over several."""
    last = number
    while last < number + MOST_LINES and not _is_end(reading, last + 1):
        last += 1
    return last


def _is_end(reading: Reading, number: int) -> bool:
    line = reading.change.head.line(number)
    return not line.strip() or line.startswith(("#", "<!--")) or _is_item(reading, number)


def _is_item(reading: Reading, number: int) -> bool:
    item = reading.item(number)
    return item.has_usual_bullet and bool(item.gap and item.content)


def _with_blank(reading: Reading, number: int) -> int:
    """The blank line below a line, where there is one above it as well."""
    head = reading.change.head
    above, below = head.line(number - 1), head.line(number + 1)
    spare = not below.strip() and (not above.strip() or above.startswith("#"))
    return number + 1 if spare and number + 1 in reading.change.added_set else number


def _meant(reading: Reading, number: int, last: int) -> list[int]:
    """The headings (by line) below which there is nothing: those that are named, or its own."""
    head = reading.change.head
    links = head.links_by_line
    named = {link.url for line in range(number, last + 1) for link in links.get(line, ())}
    if named:
        by_line = {
            one.line: {link.url for link in links.get(one.line, ())} for one in head.headings
        }
        return [line for line, urls in by_line.items() if urls & named]
    above = head.heading_above(number)
    return [above.line] if above else []


def _items(reading: Reading, heading: int) -> list[int]:
    """The list items below a heading and below those of a lower level that follow it."""
    head = reading.change.head
    level = next(one.level for one in head.headings if one.line == heading)
    below = (one for one in head.headings if one.line > heading and one.level <= level)
    following = next(below, None)
    end = following.line if following else len(head.lines) + 1
    return [
        number
        for number in range(heading + 1, end)
        if _is_item(reading, number)
        and not NONE.match(line := head.line(number))
        and "]()" not in line  # where a link belongs that nobody has filled in
        and number not in head.hidden
    ]


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
