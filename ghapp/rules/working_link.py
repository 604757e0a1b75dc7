"""Working links: whatever is submitted, readers of the site can follow it."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.flaw import FlawKind
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import are_images, has_bracket, has_half_a_link
from ghapp.newsletter.schemes import is_placeholder, with_scheme
from ghapp.newsletter.section_kinds import LISTS, SectionKind
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

LINKED = (SectionKind.SUBMISSIONS, SectionKind.CFP_PROJECTS, SectionKind.CFP_EVENTS)


def check(reading: Reading) -> Iterator[Problem]:
    """Find items without a working link that no other rule explains."""
    for item in reading.items(LISTS):
        if not (has_half_a_link(item.text) or _is_submission(reading, item) or _is_cut(item)):
            continue
        if not item.gap and are_images(item.text):
            continue
        flaw = reading.flaw(item)
        if not flaw or not flaw.is_of_link:
            continue
        if flaw.kind is FlawKind.NO_LINK or not _is_defined_wrong(reading, item):
            yield Problem(reading.whole_line(item.line), flaw.message)


def _is_submission(reading: Reading, item: Item) -> bool:
    """Whether a line is the whole of a list item that has to have a link."""
    if reading.section_kinds[item.line] not in LINKED or not item.gap or item.is_nested:
        return False
    below = reading.change.head.line(item.line + 1)
    goes_on = below[:1].isspace() and bool(below.strip())
    is_notice = item.content.startswith(("*", "_")) and "|" not in item.content
    return not goes_on and not is_notice  # "*No calls this week*"


def _is_cut(item: Item) -> bool:
    """Whether an event's link is cut: one bracket of it is left."""
    return not item.links and item.is_dated and has_bracket(item.visible)


def _is_defined_wrong(reading: Reading, item: Item) -> bool:
    """Whether its address stands on an added line of its own, and is told there: `[1]: a.dev`."""
    named = [link.url for link in item.links if not link.has_address]
    is_draft = reading.kind is FileKind.DRAFT
    return any(
        with_scheme(url) != url and (is_draft or not is_placeholder(url))
        for url in named
        if url in reading.defined_addresses
    )


RULE = Rule(
    name="working-link",
    check=check,
    severity=Severity.ERROR,
    why="A submission is there to be followed: on the site it has one link that leads to a page.",
    bad="* [Post][blog]",
    good="* [Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    unless_told=True,
    breaks_lines=True,
)
