"""Duplicates: a page is announced once, in this draft and in the editions before it."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.link import Link
from ghapp.newsletter.section_kinds import CFPS, SUBMISSIONS, SectionKind
from ghapp.rules.links_twice import links_twice
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions whose page is announced elsewhere: here, before, or in another proposal.

    A call stands in every edition until it closes, and so only once in each.
    """
    yield from links_twice(reading)
    for kinds in (SUBMISSIONS, CFPS):
        links = [link for link in reading.links(kinds) if _is_announced(reading, link, kinds)]
        first_lines = _first_lines(reading, links, kinds) if links else {}
        for link in links:
            key = link.page
            line = first_lines.get(key or "", link.line)
            if line != link.line:
                message = f"This page is in the draft already, on line {line}: take one out."
                yield Problem(link.span, message)
            elif key is not None and kinds is SUBMISSIONS:
                yield from _elsewhere(reading, link, key)


def _is_announced(reading: Reading, link: Link, kinds: tuple[SectionKind, ...]) -> bool:
    """Whether it is a submission's; beside the calls, sentences tell how to send one."""
    return kinds is SUBMISSIONS or reading.change.head.line(link.line).startswith(ITEM_STARTS)


def _first_lines(
    reading: Reading, links: list[Link], kinds: tuple[SectionKind, ...]
) -> dict[str, int]:
    """Where each page first stands in such sections, lines that were there before first."""
    added, section_kinds = reading.change.added_set, reading.section_kinds
    first: dict[str, int] = {}
    if len(added) < len(reading.change.head.lines):
        for link in reading.change.head.links:
            if (
                link.line not in added
                and section_kinds[link.line] in kinds
                and _is_announced(reading, link, kinds)
            ):
                key = link.page
                if key is not None:
                    first.setdefault(key, link.line)
    for link in links:
        key = link.page
        if key is not None:
            first.setdefault(key, link.line)
    return first


def _elsewhere(reading: Reading, link: Link, key: str) -> Iterator[Problem]:
    """A page that another pull request proposes, or that was published."""
    other = next((o.number for o in reading.context.others if key in o.addresses), None)
    if other is not None:
        yield Problem(link.span, f"This page is also proposed in #{other}: one is enough.")
    elif "/" in key:  # a whole site is where somebody writes, not what was announced
        yield from _published(reading, link, key)


def _published(reading: Reading, link: Link, key: str) -> Iterator[Problem]:
    archive = reading.context.archive
    appearance = archive.find(key) if archive is not None else None
    if appearance is not None and appearance.path != reading.change.path:
        day = appearance.day.isoformat()
        message = f"This page was in the edition of {day}: take it out, or link to what is new."
        yield Problem(link.span, message, advisory=reading.is_in_print)


RULE = Rule(
    name="duplicate-link",
    check=check,
    severity=Severity.WARNING,
    why="Every page is new to the readers, and the space is for what they have not seen.",
    base="* [Post](https://blog.example/post)",
    bad="* [Post](https://blog.example/post)\n* [Same](https://www.blog.example/post/?utm_source=x)",
    good="* [Post](https://blog.example/post)\n* [Other](https://blog.example/other)",
    explains=False,
    loses=Loss.PAGES,
)
