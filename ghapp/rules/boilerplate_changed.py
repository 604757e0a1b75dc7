"""Boilerplate: what every edition says is changed in the template, not in one draft."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ghapp.newsletter.section_kinds import SectionKind, SectionKinds
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import Template
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find sentences of the template that a pull request rewrites or takes away."""
    change, template = reading.change, reading.context.template
    if template is None or change.base is None or not change.removed:
        return
    ours = _sentences(template)
    left = set(change.head.lines)
    gone = [n for n in change.removed if change.base.line(n) in ours]
    roles = SectionKinds(change.base, template) if gone else None
    gone = [
        n
        for n in gone
        if roles and roles[n] is not SectionKind.PROJECT and change.base.line(n) not in left
    ]
    if not gone:
        return
    number = _place(reading, gone[0])
    span = Span.within(number, 0, len(change.head.line(number)))
    message = (
        "This changes a text that every edition carries. If it should be so from now on, please"
        " change the template; else leave it as it was."
    )
    yield Problem(span, message)


@lru_cache(maxsize=4)
def _sentences(template: Template) -> frozenset[str]:
    """The template's prose: no headings, comments, lists or placeholders."""
    draft = template.draft
    return frozenset(
        line
        for number, line in enumerate(draft.lines, 1)
        if len(line) > 20
        and number not in draft.hidden
        and not line.lstrip().startswith(("#", "*", "-", "<!--"))
        and "$" not in line
        and "_HERE" not in line
    )


def _place(reading: Reading, removed: int) -> int:
    """The line of the head that stands where a line of the base stood."""
    change = reading.change
    before = removed - sum(number < removed for number in change.removed)
    added = change.added_set
    number = 0
    for number in range(1, len(change.head.lines) + 1):
        if number not in added:
            before -= 1
        if before <= 0:
            break
    return max(1, min(number + 1 if number + 1 in added else number, len(change.head.lines)))


RULE = Rule(
    name="boilerplate-changed",
    check=check,
    severity=Severity.WARNING,
    why="A draft is one week's; what every edition says lives in the template.",
    section="Upcoming Events",
    base="If you are running a Rust event please add it to the calendar.",
    bad="If you are running a Rust event, call us.",
    good="If you are running a Rust event please add it to the calendar.",
    loses=Loss.WORDS,
    spares_editors=True,
)
