"""Submissions that stand above the sections they could belong to."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.section_kinds import SectionKind, lines_above_sections
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import Template
from ghapp.rules.problem import Problem
from ghapp.rules.reading import Reading

INTRODUCTION = (SectionKind.INTRODUCTION,)


def above_headings(reading: Reading, template: Template | None) -> Iterator[Problem]:
    """Submissions above the first heading; what the template has there is none."""
    known = frozenset(template.draft.lines if template is not None else ())
    for number, line in reading.lines(INTRODUCTION):
        if "](" in line and line not in known and _is_submission(reading.item(number)):
            span = Span.within(number, 0, len(line))
            message = "Please put this under the heading of the section that it belongs to."
            yield Problem(span, message)


def above_sections(reading: Reading, template: Template) -> Iterator[Problem]:
    """Submissions right below a heading whose sections only begin further down."""
    visible = set(reading.change.visible_lines)
    for number in lines_above_sections(reading.change.head, reading.section_kinds, template):
        if number in visible and reading.item(number).is_submission:
            message = "Please put this under one of the headings below."
            yield Problem(reading.whole_line(number), message)


def _is_submission(item: Item) -> bool:
    """Whether a line leads somewhere else than further down, as a table of contents does."""
    leads_down = bool(item.links) and all(link.url.startswith("#") for link in item.links)
    return item.is_submission and not leads_down
