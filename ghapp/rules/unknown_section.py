"""Unknown sections: every submission stands under a heading of the template."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.renamed_headings import has_own_text
from ghapp.newsletter.section_kinds import KINDS_BY_KEY, SUBMISSIONS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import Template
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

ALIKE = 0.9  # share of common characters
NEAR = 0.75  # enough for a question
ABOVE = (SectionKind.INTRODUCTION,)


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions above the first heading, and sections that a pull request makes up."""
    head, template = reading.change.head, reading.context.template
    for number, line in reading.lines(ABOVE):
        if "](" in line and reading.item(number).is_submission:
            span = Span.within(number, 0, len(line))
            message = "Please put this under the heading of the section that it belongs to."
            yield Problem(span, message)
    if template is None:
        return
    yield from _above_sections(reading, template)
    told = {now.line for now in reading.renamed_headings.values()}
    told.update(_in_place_of_others(reading, template))
    for number, line in reading.lines(SUBMISSIONS):
        if not line.startswith("#"):
            continue
        heading = head.heading_above(number)
        if heading is None or heading.line != number or number in told:
            continue
        if heading.key in KINDS_BY_KEY or template.section(heading) is not None:
            continue
        if number in reading.lost_headings or _is_published(reading, heading.key):
            continue
        span = Span.within(number, 0, len(line))
        message = f"The newsletter has no section {code_span(heading.title)}. "
        yield Problem(span, message + _what_to_do(heading.key, template))


def _what_to_do(key: str, template: Template) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, template.sections, 1, NEAR)
    if near:
        return f"Did you mean {code_span(template.sections[near[0]].title)}?"
    return "Please choose one of its own; if none fits, the editors will find a place."


def _in_place_of_others(reading: Reading, template: Template) -> Iterator[int]:
    """Where a section's own heading stood whose loss is a problem of its own."""
    base, gone = reading.change.base, set(reading.change.removed)
    if base is None:
        return
    left = {template.section(heading) for heading in reading.change.head.headings}
    for heading in base.headings:
        section = template.section(heading) if heading.line in gone else None
        if section not in {None, *left} and has_own_text(base, heading, template):
            yield reading.change.place_of(heading.line)


def _is_published(reading: Reading, key: str) -> bool:
    """Whether the editors let a heading stand that no section was misspelt for."""
    context, change = reading.context, reading.change
    if change.base is not None or context.layout.day_of_edition(change.path) is None:
        return False
    from difflib import get_close_matches

    return not get_close_matches(key, reading.levels, 1, ALIKE)


def _above_sections(reading: Reading, template: Template) -> Iterator[Problem]:
    """Submissions right below a heading whose sections only begin further down."""
    head, outline = reading.change.head, template.draft.headings
    visible = set(reading.change.visible_lines)
    groups = {one.key for one, below in pairwise(outline) if below.level > one.level}
    for heading, below in pairwise(head.headings):
        if (
            heading.key not in groups
            or reading.section_kinds[heading.line] is not SectionKind.SUBMISSIONS
        ):
            continue
        for number in range(heading.line + 1, below.line):
            line = head.line(number)
            if number not in visible or "](" not in line:
                continue
            if reading.item(number).is_submission:
                span = Span.within(number, 0, len(line))
                yield Problem(span, "Please put this under one of the headings below.")


RULE = Rule(
    name="unknown-section",
    check=check,
    severity=Severity.WARNING,
    why="Readers and tools know the template's sections: what stands outside is overlooked.",
    base="### Observations/Thoughts",
    bad="### Observations/Thoughts\n\n### My Projects\n\n* [Post](https://blog.example/post)",
    good="### Observations/Thoughts\n\n* [Post](https://blog.example/post)",
    spares_editors=True,
)
