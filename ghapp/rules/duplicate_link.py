"""Duplicates: a page is announced once, in this draft and in the editions before it."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.addresses import canonical
from ghapp.newsletter.link import Link
from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions whose page is announced elsewhere: here, before, or in another proposal."""
    links = reading.links(SUBMISSIONS)
    if not links:
        return
    first_lines = _first_lines(reading, links)
    for link in links:
        key = canonical(link.url)
        if key is None:
            continue
        line = first_lines.get(key, link.line)
        if line != link.line:
            yield Problem(link.span, f"This page is in the draft already, on line {line}.")
            continue
        other = next((o.number for o in reading.context.others if key in o.addresses), None)
        if other is not None:
            yield Problem(link.span, f"This page is also proposed in #{other}.")
        elif "/" in key:  # a whole site is where somebody writes, not what was announced
            yield from _published(reading, link, key)


def _first_lines(reading: Reading, links: list[Link]) -> dict[str, int]:
    """Where each page first stands among the submissions, lines that were there before first."""
    added, roles = reading.change.added_set, reading.roles
    first: dict[str, int] = {}
    if len(added) < len(reading.change.head.lines):
        for link in reading.change.head.links:
            if link.line not in added and roles[link.line] in SUBMISSIONS:
                key = canonical(link.url)
                if key is not None:
                    first.setdefault(key, link.line)
    for link in links:
        key = canonical(link.url)
        if key is not None:
            first.setdefault(key, link.line)
    return first


def _published(reading: Reading, link: Link, key: str) -> Iterator[Problem]:
    archive = reading.context.archive
    appearance = archive.find(key) if archive is not None else None
    if appearance is not None and appearance.path != reading.change.path:
        day = appearance.day.isoformat()
        message = f"This page was in the edition of {day} already."
        yield Problem(link.span, message, advisory=reading.is_in_print)


RULE = Rule(
    name="duplicate-link",
    check=check,
    severity=Severity.WARNING,
    why="Every page is new to the readers, and the space is for what they have not seen.",
    base="* [Post](https://blog.example/post)",
    bad="* [Post](https://blog.example/post)\n* [Same](https://www.blog.example/post/?utm_source=x)",
    good="* [Post](https://blog.example/post)\n* [Other](https://blog.example/other)",
)
