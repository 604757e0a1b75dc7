"""Prefixes that stand in a link or behind it, where they belong to the left of it."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import Link
from ghapp.newsletter.prefixes import kind_at_end
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading


def moved(item: Item) -> Iterator[Problem]:
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


def at_the_end(reading: Reading, link: Link) -> Problem | None:
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
