"""Unknown sections: every submission stands under a heading of the template."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.roles import ROLES, Role
from ghapp.newsletter.spans import Span
from ghapp.rules import heading_changed
from ghapp.rules.reading import Reading
from ghapp.rules.rule import SUBMISSIONS, Problem, Rule, Severity, code

ABOVE = (Role.INTRODUCTION,)
ITEM = pattern(r"[ \t]*(?:[*+-][ \t]+.{0,200}?\[|\[[^\]]{1,300}\]\([^()\s]{1,500}\)[ \t]*$)")


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions above the first heading, and sections that a pull request makes up."""
    head, template = reading.change.head, reading.context.template
    for number, line in reading.lines(ABOVE):
        if "](" in line and ITEM.match(line):
            span = Span.within(number, 0, len(line))
            message = "Please put this under the heading of the section that it belongs to."
            yield Problem(span, message)
    if template is None or reading.context.is_editor:
        return
    renamed = {problem.span.line for problem in heading_changed.check(reading)}
    for number, line in reading.odd_lines(SUBMISSIONS):
        if not line.startswith("#"):
            continue
        heading = next(head.headings_above(number), None)
        known = heading is None or heading.key in template.sections or heading.key in ROLES
        if heading is None or known or heading.line != number or number in renamed:
            continue
        span = Span.within(number, 0, len(line))
        message = (
            f"The newsletter has no section {code(heading.title)}. Please choose one of its own;"
            " if none fits, the editors will find a place."
        )
        yield Problem(span, message)


RULE = Rule(
    name="unknown-section",
    check=check,
    severity=Severity.WARNING,
    why="Readers and tools know the template's sections: what stands outside is overlooked.",
    base="### Observations/Thoughts",
    bad="### Observations/Thoughts\n\n### My Projects\n\n* [Post](https://blog.example/post)",
    good="### Observations/Thoughts\n\n* [Post](https://blog.example/post)",
)
