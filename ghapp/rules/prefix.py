"""Prefixes: what kind of page a link leads to stands in front of it, in lower case."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import Link
from ghapp.newsletter.prefixes import kind_at_end
from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule
from ghapp.rules.unannounced import foreign_newsletter, missing_kind, missing_language


def check(reading: Reading) -> Iterator[Problem]:
    """Find prefixes in another case, number or place, and videos without one."""
    for item in reading.items(SUBMISSIONS):
        if "](" in item.text:
            yield from _before(reading, item)
            yield from _moved(item)
    is_foreign = foreign_newsletter(reading)
    if is_foreign is not None:
        yield is_foreign
    for link in reading.links(SUBMISSIONS):
        if at_the_end := _at_the_end(reading, link):
            yield at_the_end
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


def _moved(item: Item) -> Iterator[Problem]:
    """A prefix in the link, or behind it."""
    at = item.body_at
    if inside := item.prefix_inside:
        span = Span.within(item.line, at, inside[1])
        yield Problem(span, _to_the_left(inside[0]), Fix(span, f"{inside[0]} ["))
    if wanted := item.prefix_behind:
        end = item.places[-1][1]
        span = Span.within(item.line, end, len(item.text.rstrip()))
        fix = Fix(Span.within(item.line, at, len(item.text)), f"{wanted} {item.text[at:end]}")
        yield Problem(span, _to_the_left(wanted), fix)


def _at_the_end(reading: Reading, link: Link) -> Problem | None:
    """A kind or language at the end of a title: `[A talk (Video)](address)`."""
    found = kind_at_end(link.text)
    if found is None or not link.is_on_one_line:
        return None
    line, at = reading.change.head.line(link.line), link.span.column - 1
    if "](" in line[:at]:
        return None
    title, kind = found
    end = link.text_span.end_column - 1
    opening = "[" if f"[{kind.casefold()}]" in line[:at].casefold() else f"[{kind}] ["
    fix = Fix(Span.within(link.line, at, end), opening + title)
    return Problem(Span.within(link.line, at + 1, end), _to_the_left(f"[{kind}]"), fix)


def _to_the_left(prefix: str) -> str:
    return f"Put {code_span(prefix)} to the left of the link."


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
