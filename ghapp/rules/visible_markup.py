"""Visible markup: no bracket, mark or tag is left over for readers to stumble on."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.flaw import FlawKind
from ghapp.newsletter.section_kinds import LISTS, SUBMISSIONS, SectionKind
from ghapp.rules.beside_links import beside_link
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

PEOPLES = (*SUBMISSIONS, SectionKind.EVENTS, SectionKind.CFP_PROJECTS, SectionKind.CFP_EVENTS)


def check(reading: Reading) -> Iterator[Problem]:
    """Find marks that the site shows, and text that it hides, where no other rule tells of it."""
    for item in reading.items(LISTS):
        if not item.links or item.is_quote:
            continue
        flaw = reading.flaw(item)
        if flaw and flaw.kind in (FlawKind.LEFT_OVER, FlawKind.LOST):
            yield Problem(reading.whole_line(item.line), flaw.message)
        elif flaw and flaw.is_question:
            if reading.section_kinds[item.line] in PEOPLES:
                advisory = flaw.kind is FlawKind.UNUSUAL
                yield Problem(reading.whole_line(item.line), flaw.message, advisory=advisory)
        elif flaw is None and reading.section_kinds[item.line] in SUBMISSIONS:
            yield from beside_link(reading, item)


RULE = Rule(
    name="visible-markup",
    check=check,
    severity=Severity.WARNING,
    why="Readers see what the site's renderer makes of a line, and it shows what it cannot use.",
    bad="* [Using `` in a macro](https://blog.example/post)",
    good="* [Using quotes in a macro](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    unless_told=True,
)
