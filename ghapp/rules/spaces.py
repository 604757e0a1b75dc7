"""Spaces: one after the bullet, none inside a link's edges, none between its two halves."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.newsletter.spare_spaces import SUSPECTS, SpareSpace, spare_space
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TORN = pattern(r"(?<=\] )\[(?:[A-Z]{2}|(?i:video|audio|series))\][ \t]*(?=\(<?https?://)")
EDGE = "No space at the edges of a link's text."
MESSAGES = {
    SpareSpace.IN_LINK: "No space between `]` and `(`: with one, this is no link.",
    SpareSpace.AROUND_ADDRESS: "No space around the address.",
    SpareSpace.IN_TITLE: EDGE,
    SpareSpace.BEHIND_TITLE: EDGE,
    SpareSpace.BEFORE_COLON: "No space before a colon.",
    SpareSpace.IN_WORDS: "One space between two words.",
}
TASTE = (SpareSpace.BEHIND_TITLE, SpareSpace.BEFORE_COLON, SpareSpace.IN_WORDS)


def check(reading: Reading) -> Iterator[Problem]:
    """Find spaces that are missing or too many."""
    for item in reading.items(LISTS):
        line = item.text
        if _has_wrong_gap(reading, item):
            at = len(item.indent + item.bullet)
            yield _gap(item, at, item.content_at, " ", "One space after the bullet.")
        if "](" in line or "] " in line:
            yield from _behind_prefixes(item)
            torn = TORN.search(line) if "] [" in line else None
            if torn:
                span = Span.within(item.line, *torn.span())
                message = "Put the prefix to the left: it parts the title from its address."
                yield Problem(span, message)
            yield from _spare(item, reading.conventions.language, is_torn=torn is not None)


def _has_wrong_gap(reading: Reading, item: Item) -> bool:
    """Whether another gap than one space, or than the newsletter's own, is behind the bullet."""
    if not item.has_usual_bullet or not item.content or item.gap == " " or item.is_in_italics:
        return False
    return not (reading.is_own(item.line) and item.gap == reading.list_manner.gap)


def _spare(item: Item, language: str, *, is_torn: bool) -> Iterator[Problem]:
    for run in SUSPECTS.finditer(item.text, item.content_at):
        start, end = run.span()
        where = spare_space(item, start, end, language)
        if where and not (is_torn and where is SpareSpace.IN_LINK):
            wanted = " " if where is SpareSpace.IN_WORDS else ""
            yield _gap(item, start, end, wanted, MESSAGES[where], advisory=where in TASTE)


def _gap(
    item: Item, start: int, end: int, wanted: str, message: str, advisory: bool = False
) -> Problem:
    span = Span.within(item.line, start, end)
    return Problem(span, message, Fix(span, wanted), advisory=advisory)


def _behind_prefixes(item: Item) -> Iterator[Problem]:
    gaps = [(one.end, one.gap) for one in item.prefixes]
    if item.before.rstrip().endswith("]"):  # whatever that is short for
        end = item.body_at + len(item.before.rstrip())
        gaps.append((end, item.text[end : item.places[0][0]] if item.places else " "))
    for at, gap in gaps:
        if gap != " " and not gap.strip(" \t") and item.text.startswith("[", at + len(gap)):
            is_first = (at, gap) != gaps[-1]
            message = "One space between the prefix and the link."
            yield _gap(item, at, at + len(gap), " ", message, advisory=is_first)


RULE = Rule(
    name="spaces",
    check=check,
    severity=Severity.WARNING,
    why="Readers see the space: underlined at the edge of a link, or as a link that is none.",
    bad="*  [ Post] (https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
    until_print=True,
)
