"""Boilerplate: what every edition says is changed in the template, not in one draft."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.section_kinds import SectionKind, SectionKinds
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find sentences of the template that a pull request rewrites or takes away."""
    change, template = reading.change, reading.context.coming_template
    if template is None:
        return
    if change.base is None or not change.removed:
        return
    ours = reading.boilerplate
    left = set(change.head.lines)
    gone = [n for n in change.removed if (line := change.base.line(n)) in ours and line not in left]
    kinds = SectionKinds(change.base, template) if gone else None
    damaged = reading.damaged_sentences.values() if gone else ()
    gone = [
        number
        for number in gone
        if kinds and kinds[number] is not SectionKind.PROJECT
        if change.base.line(number) not in damaged
    ]
    if gone:
        message = (
            "This changes a text that every edition carries. If it should be so from now on, please"
            " change the template; else leave it as it was."
        )
        yield Problem(reading.whole_line(change.place_of(gone[0])), message)


RULE = Rule(
    name="boilerplate-changed",
    check=check,
    severity=Severity.WARNING,
    why="A draft is one week's; what every edition says lives in the template.",
    section="Upcoming Events",
    base="If you are running a Rust event please add it to the calendar.",
    bad="If you are running a Rust event, call us.",
    good="If you are running a Rust event please add it to the calendar.",
    spares_editors=True,
    breaks_lines=True,
)
