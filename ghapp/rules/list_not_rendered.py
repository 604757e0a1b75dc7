"""Lists: what looks like a list in the draft is one on the site, too."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# The last three are a conflict that was committed: that has a rule of its own.
BEFORE_A_LIST = ("* ", "    ", "#", "- ", "+ ", "\t", "<!--", "<<<<", "====", ">>>>")
LONGEST_START = 80  # characters of each of them
CONFLICT = "======="  # has a rule of its own
LONGEST_BLOCK = 40  # lines of one paragraph and its list


def check(reading: Reading) -> Iterator[Problem]:
    """Find list items right below a line of text, which the site takes into the paragraph."""
    head = reading.change.head
    texts = head.lines
    for number, line in reading.lines(LISTS):
        if line[:2] in ("--", "==") and _is_underline(head, number):
            span = Span.within(number, 0, len(line))
            fix = Fix(Span.of_lines(number, number), "")
            yield Problem(span, "The site makes a heading of the line above: delete this.", fix)
        if not line.startswith("* ") or number < 2:
            continue
        below = texts[number] if number < len(texts) else ""
        if (
            below[:2] in ("--", "==")
            and number + 1 not in reading.change.added_set
            and _is_underline(head, number + 1)
        ):
            message = "The line below makes a heading of this: leave a blank line between."
            yield Problem(Span.within(number, 0, len(line)), message)
        above = texts[number - 2]
        if not above or above[:2] == "* " or above.startswith(BEFORE_A_LIST) or above.isspace():
            continue
        if number - 1 in reading.lost_headings:
            continue  # a heading needs its marks, and no blank line below it
        if _is_lost(head, number):
            span = Span.within(number, 0, len(line))
            # Its bullet was forgotten, perhaps by somebody else: it is that line that changes.
            is_submission = above.startswith("[") and reading.item(number - 1).is_submission
            if reading.kind is FileKind.DRAFT and is_submission:
                yield Problem(span, "The line above lacks its `* `: both are lost.", advisory=True)
                continue
            message = "Leave a blank line above the list: below text, the site shows no list."
            yield Problem(span, message, Fix(Span.within(number, 0, 0), "\n"))


def _is_item(line: str) -> bool:
    mark = line.split(maxsplit=1)[0] if line.strip() else ""
    is_numbered = mark.endswith(".") and mark[:-1].isdecimal()
    return line.lstrip()[len(mark) :][:1] in (" ", "\t") and (
        mark in ("*", "+", "-") or is_numbered
    )


def _is_underline(head: Draft, number: int) -> bool:
    """Whether the site's renderer makes a heading of the list item above a line."""
    above, line = head.line(number - 1), head.line(number).rstrip()
    if line == CONFLICT or line.strip(line[0]) or not _is_item(above):
        return False
    # Below several items, dashes are a line across the page.
    further = head.line(number - 2)
    return line[0] == "=" or not further.strip() or further.startswith("#")


def _is_lost(head: Draft, number: int) -> bool:
    """Whether the site's renderer makes no list item of a line below a paragraph."""
    first = number - 1
    while first > 1 and number - first < LONGEST_BLOCK and head.line(first - 1).strip():
        first -= 1
        if head.line(first).startswith("#"):
            first += 1
            break
    # What kind of text stands there, its first characters say; all of it may be very long.
    block = [head.line(n)[:LONGEST_START] for n in range(first, number)]
    if any(_is_item(line) for line in block) or not block:
        return False
    import markdown  # the site's own renderer, asked only where a list is in doubt

    text = "\n".join([*block, "* item"])
    return "<li>" not in markdown.markdown(text, extensions=["extra"])


RULE = Rule(
    name="list-not-rendered",
    check=check,
    severity=Severity.ERROR,
    why="The site's renderer, unlike GitHub's preview, begins no list inside a paragraph.",
    bad="Two posts about lifetimes:\n* [One](https://blog.example/1)",
    good="Two posts about lifetimes:\n\n* [One](https://blog.example/1)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
