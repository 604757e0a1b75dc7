"""Emphasis: only the titles of events and calls are bold, and bold begins where it ends."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.bold_titles import (
    half_bold_titles,
    has_mark,
    is_set_off,
    partly_bold_title,
)
from ghapp.newsletter.items import Item
from ghapp.newsletter.section_kinds import LISTS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

MARKS = ("***", "**", "__", "*", "_")
WRITTEN_SO = "Bold begins and ends with `**` inside the brackets: `[**Title**](address)`."
POINTERS = ("*const", "*mut")  # of Rust's


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions in bold or italics, and bold titles with one of the two marks missing."""
    for item in reading.items(LISTS):
        if not item.links or ("*" not in item.text[2:] and "_" not in item.text):
            continue
        if "**" in item.text and reading.section_kinds[item.line] is not SectionKind.EVENTS:
            for half in half_bold_titles(item):
                span = Span.within(item.line, half.start, half.end)
                yield Problem(span, WRITTEN_SO, Fix(span, half.text))
        if reading.section_kinds[item.line] is SectionKind.SUBMISSIONS:
            # Elsewhere than where this newsletter says so, all links may be bold.
            yield from () if reading.is_own(item.line) else _whole(item)
            if partly := partly_bold_title(item):
                span = Span.within(item.line, partly.start, partly.end)
                message = "No bold inside a title: write it as the page does."
                yield Problem(span, message, Fix(span, partly.text), advisory=True)


def _whole(item: Item) -> Iterator[Problem]:
    """A link that is set off as a whole, from inside its brackets or from outside."""
    message = "No bold or italics: the link alone is what readers look for."
    line, (at, end) = item.text, item.places[0]
    before, text = item.before.lstrip(), item.links[0].text
    mark = next((mark for mark in MARKS if text.startswith(mark) and text.endswith(mark)), "")
    inside = text[len(mark) : -len(mark)] if mark else ""
    closing = line.find(before, end) if before in MARKS else -1
    between = line[end:closing]
    if closing >= 0 and not has_mark(between) and between == between.rstrip():
        behind = closing + len(before)
        if not line[behind : behind + 1].isalnum() and not has_mark(line[behind : behind + 1]):
            span = Span.within(item.line, at - len(before), behind)
            yield Problem(span, message, Fix(span, line[at:closing]))
    elif not before and is_set_off(inside) and not text.startswith(POINTERS):
        span = Span.within(item.line, at, at + len(text) + 2)
        yield Problem(span, message, Fix(span, f"[{inside}]"))


RULE = Rule(
    name="emphasis",
    check=check,
    severity=Severity.WARNING,
    why="If one submission shouts, all must; and a mark without its partner is shown as it is.",
    bad="* **[Post](https://blog.example/post)**",
    good="* [Post](https://blog.example/post)",
    unless_broken=True,
)
