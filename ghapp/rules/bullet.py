"""Bullets: every submission is a list item, and begins as all of them do."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.joined_items import gaps_between_items
from ghapp.newsletter.section_kinds import LISTS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.empty_bullet import empty_bullet
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find list items with another marker, and submissions with none."""
    told = False  # that all items have another one
    for item in reading.items(LISTS):
        if item.line in reading.lost_headings:
            continue
        kind = reading.section_kinds[item.line]
        if empty := empty_bullet(reading, item):
            yield empty
            continue
        yield from _joined(reading, item, kind)
        is_as_it_should_be = item.bullet == reading.conventions.bullet or item.is_in_italics
        # The project's own tools nest with dashes.
        is_a_tools = item.text[0] == " " and kind is SectionKind.PROJECT
        if is_as_it_should_be or is_a_tools:
            continue
        if reading.is_own(item.line) and item.bullet == reading.other_bullet:
            if not told:
                yield _of_all(reading, item)
            told = True
        elif not _is_numbered(reading, item):
            from ghapp.rules.markers import unusual_marker  # for the few that have one

            yield from unusual_marker(reading, item, kind)


def _of_all(reading: Reading, item: Item) -> Problem:
    """Another marker than the settings say, with which all items of a newsletter begin."""
    bullet, expected = item.bullet, reading.conventions.mark
    message = (
        f"All list items begin with `{bullet} `, not with `{expected}`. If that is how this"
        f' newsletter writes them, the setting is `newsletter.bullet = "{bullet}"`.'
    )
    return Problem(reading.whole_line(item.line), message)


def _is_numbered(reading: Reading, item: Item) -> bool:
    """Whether an item is one of a numbered list, in a section that may have such."""
    is_number = item.bullet[:1].isdecimal() and reading.is_own(item.line)
    return is_number and reading.list_manner.is_numbered_at(item.line)


def _joined(reading: Reading, item: Item, kind: SectionKind) -> Iterator[Problem]:
    """Items that stand on one line."""
    among_submissions = kind is SectionKind.SUBMISSIONS
    for start, end in gaps_between_items(item, among_submissions=among_submissions):
        span = Span.within(item.line, start, end)
        is_between = end < len(item.text.rstrip())
        fix = Fix(span, f"\n{reading.mark_at(item.line)}") if is_between else None
        message = "Begin a new line for each list item."
        yield Problem(span, message, fix, explains=not is_between)


RULE = Rule(
    name="bullet",
    check=check,
    severity=Severity.WARNING,
    why="All lists of the newsletter look alike, and a line without a bullet joins the one above.",
    bad="- [Post](https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
    loses=Loss.WORDS,
    explains=False,
)
