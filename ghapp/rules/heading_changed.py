"""Headings: the sections are the template's, and a pull request leaves them as they are."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.draft import Heading
from ghapp.newsletter.spans import Span
from ghapp.rules.rule import Fix, Problem, Reading, Rule, Severity, code


def check(reading: Reading) -> Iterator[Problem]:
    """Find headings of the template that a pull request renames or takes away."""
    change, template = reading.change, reading.context.template
    if template is None or change.base is None or not change.removed:
        return
    removed = set(change.removed)
    left = {heading.key for heading in change.head.headings}
    for heading in change.base.headings:
        if heading.line in removed and heading.key not in left and heading.key in template.sections:
            yield _problem(reading, heading)


def _problem(reading: Reading, heading: Heading) -> Problem:
    change = reading.change
    base = change.base
    assert base is not None  # noqa: S101 - only headings of the base come here
    renamed = _renamed(reading, heading)
    if renamed is not None:
        span = Span.within(renamed.line, 0, len(change.head.line(renamed.line)))
        message = f"This section is called {code(heading.title)}. Leave its heading as it is."
        return Problem(span, message, Fix(span, base.line(heading.line)))
    line = max(1, min(heading.line, len(change.head.lines)))
    span = Span.within(line, 0, len(change.head.line(line)))
    message = f"The heading of the section {code(heading.title)} is gone. Put it back, please."
    return Problem(span, message)


def _renamed(reading: Reading, heading: Heading) -> Heading | None:
    """The heading that stands where one of the template stood: same level, same neighbour."""
    change = reading.change
    base = change.base
    if base is None:
        return None
    before = [h.key for h in base.headings if h.line < heading.line]
    known = {h.key for h in base.headings}
    for candidate in change.head.headings:
        if candidate.line not in change.added_set or candidate.key in known:
            continue
        above = [h.key for h in change.head.headings if h.line < candidate.line]
        if candidate.level == heading.level and above[-1:] == before[-1:]:
            return candidate
    return None


RULE = Rule(
    name="heading-changed",
    check=check,
    severity=Severity.ERROR,
    why="Readers and tools find a section by its name; a renamed one swallows its submissions.",
    base="### Research",
    bad="### Researches",
    good="### Research",
)
