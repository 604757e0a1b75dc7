"""Prefixes: what kind of page a link leads to stands in front of it, in lower case."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.items import Item
from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.moved_prefixes import at_the_end, moved
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule
from ghapp.rules.unannounced import foreign_newsletter, missing_kind, missing_language


def check(reading: Reading) -> Iterator[Problem]:
    """Find prefixes in another case, number or place, and videos without one."""
    for item in reading.items(SUBMISSIONS):
        if "](" in item.text:
            yield from _before(reading, item)
            yield from moved(item)
    is_foreign = foreign_newsletter(reading)
    if is_foreign is not None:
        yield is_foreign
    for link in reading.links(SUBMISSIONS):
        if misplaced := at_the_end(reading, link):
            yield misplaced
        else:
            yield from missing_kind(reading, link)
        if not link.text.isascii() and not (is_foreign and reading.is_own(link.line)):
            yield from missing_language(reading, link)


def _before(reading: Reading, item: Item) -> Iterator[Problem]:
    large_nouns, is_own = reading.conventions.has_large_nouns, reading.is_own(item.line)
    for one in item.prefixes:
        if not (one.is_usual(large_nouns=large_nouns) or (is_own and one.is_some_kind)):
            is_parted = one.gap == " " or one is not item.prefixes[-1]
            end, is_taste = one.end + len(one.gap), one.is_understood and is_parted
            yield _spelt(item, one.start, end, one.standard, advisory=is_taste)
    if meant := item.prefix_before:
        yield _spelt(item, item.body_at, item.places[0][0], meant)


def _spelt(item: Item, start: int, end: int, wanted: str, *, advisory: bool = False) -> Problem:
    span = Span.within(item.line, start, end)
    several = "es" * ("] [" in wanted)
    gap = "" if item.text[start:end].endswith("] ") else ", with a space after it"
    message = f"Write the prefix{several} {code_span(wanted)}{gap}."
    return Problem(span, message, Fix(span, wanted + " "), advisory=advisory)


RULE = Rule(
    name="prefix",
    check=check,
    severity=Severity.WARNING,
    why="Readers see at a glance what opens: a video, audio, a series, or another language.",
    bad="* [[Videos] A talk](https://video.example/watch)",
    good="* [video] [A talk](https://video.example/watch)",
    loses=Loss.WORDS,
    explains=False,
)
