"""Link syntax: a link is written so that it becomes one."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.flaw import FlawKind
from ghapp.newsletter.flaws import unpaired
from ghapp.newsletter.items import Item
from ghapp.newsletter.section_kinds import LISTS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.newsletter.torn_links import (
    MARKS,
    ends_with_title,
    is_address_alone,
    is_torn,
)
from ghapp.rules.changed_lines import LONGEST_LINE
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

WITH_FIELDS = (SectionKind.EVENTS, SectionKind.CFP_EVENTS)
ON_ONE_LINE = "Write the link on one line."


def check(reading: Reading) -> Iterator[Problem]:
    """Find links that do not work on the site, and put them together where it is sure how."""
    head = reading.change.head
    for link in reading.links(LISTS):
        is_project = reading.section_kinds[link.line] is SectionKind.PROJECT
        is_in_sentence = is_project and head.line(link.line)[:1].isalpha()
        if not link.is_on_one_line and not is_in_sentence:
            joined = " ".join(line.strip(" \t") for line in head.slice(link.span).split("\n"))
            yield Problem(link.span, ON_ONE_LINE, Fix(link.span, joined))
    for item in reading.items(LISTS):
        is_begun = any(mark in item.text for mark in MARKS)
        if item.line in reading.wrapped_lines or not is_begun:
            continue
        if is_address_alone(item):
            yield from _below_its_title(reading, item)
        elif (flaw := reading.flaw(item)) and flaw.kind is not FlawKind.LOST:
            below = item.line + (1 if head.line(item.line + 1) else 2)
            if is_torn(item.text, head.line(below)):
                span = Span(item.line, 1, below, len(head.line(below)) + 1)
                yield Problem(span, ON_ONE_LINE)
            else:
                from ghapp.rules.broken_links import broken_links  # most links are none

                has_fields = reading.section_kinds[item.line] in WITH_FIELDS
                stretches = item.stretches if has_fields else [(item.body_at, len(item.text))]
                begun = unpaired(reading.item(item.line - 1).unlinked) if not item.bullet else None
                yield from broken_links(item, stretches, is_begun_above=begun == "[")


def _below_its_title(reading: Reading, item: Item) -> Iterator[Problem]:
    """An address in parentheses, on the line below its title."""
    above = reading.item(item.line - 1)
    if len(above.text) <= LONGEST_LINE and ends_with_title(above):
        span = Span(above.line, len(above.text.rstrip()) + 1, item.line, len(item.text) + 1)
        yield Problem(span, ON_ONE_LINE, Fix(span, item.text.strip()))


RULE = Rule(
    name="link-syntax",
    check=check,
    severity=Severity.ERROR,
    why="A link with a bracket missing is shown as its source, and nobody can follow it.",
    bad="* [Post](https://blog.example/post",
    good="* [Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    loses=Loss.PAGES,
    breaks_lines=True,
)
