"""Unknown sections: every submission stands under a heading of the template."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.renamed_headings import lost_sections
from ghapp.newsletter.section_kinds import KINDS_BY_KEY, SUBMISSIONS
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import Template
from ghapp.rules.misplaced import above_headings, above_sections
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

ALIKE = 0.9  # share of common characters
NEAR = 0.75  # enough for a question


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions above the first heading, and sections that a pull request makes up."""
    head, template = reading.change.head, reading.context.coming_template
    yield from above_headings(reading, template)
    if template is None:
        return
    yield from above_sections(reading, template)
    told = {now.line for now in reading.renamed_headings.values()}
    told.update(lost_sections(reading.change, template))
    sections = template.sections_of(head)
    for number, line in reading.lines(SUBMISSIONS):
        if not line.startswith("#") and number not in head.underlined:
            continue
        heading = head.heading_above(number)
        if heading is None or heading.line != number or number in told:
            continue
        if heading.key in KINDS_BY_KEY or template.section(heading) is not None:
            continue
        if number in reading.lost_headings or _is_published(reading, heading.key):
            continue
        section = sections.at(number)
        if section is not None and _divides(reading, heading, section, template):
            continue
        span = Span.within(number, 0, len(line))
        message = f"The newsletter has no section {code_span(heading.title)}. "
        yield Problem(span, message + _what_to_do(heading.key, template))


def _divides(reading: Reading, heading: Heading, section: Heading, template: Template) -> bool:
    """Whether a heading divides a section of which only the template knows what it is for."""
    if heading.level <= section.level or not reading.is_own(heading.line):
        return False
    return _nearest(heading.key, template) is None


def _what_to_do(key: str, template: Template) -> str:
    near = _nearest(key, template)
    if near is not None:
        return f"Did you mean {code_span(near.title)}?"
    return "Please choose one of its own; if none fits, the editors will find a place."


def _nearest(key: str, template: Template) -> Heading | None:
    """The template's section whose name is most like another one; None where none is."""
    from difflib import get_close_matches

    near = get_close_matches(key, template.sections, 1, NEAR)
    return template.sections[near[0]] if near else None


def _is_published(reading: Reading, key: str) -> bool:
    """Whether the editors let a heading stand that no section was misspelt for."""
    context, change = reading.context, reading.change
    if change.base is not None or context.layout.day_of_edition(change.path) is None:
        return False
    from difflib import get_close_matches

    return not get_close_matches(key, reading.levels, 1, ALIKE)


RULE = Rule(
    name="unknown-section",
    check=check,
    severity=Severity.WARNING,
    why="Readers and tools know the template's sections: what stands outside is overlooked.",
    base="### Observations/Thoughts",
    bad="### Observations/Thoughts\n\n### My Projects\n\n* [Post](https://blog.example/post)",
    good="### Observations/Thoughts\n\n* [Post](https://blog.example/post)",
    spares_editors=True,
    explains=False,
)
