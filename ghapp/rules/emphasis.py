"""Emphasis: only the titles of events and calls are bold, and bold begins where it ends."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item, has_bracket
from ghapp.newsletter.section_kinds import LISTS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

MARKS = ("***", "**", "__", "*", "_")
POINTERS = ("*const", "*mut")  # of Rust's


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions in bold or italics, and bold titles with one of the two marks missing."""
    for item in reading.items(LISTS):
        if not item.links or ("*" not in item.text[2:] and "_" not in item.text):
            continue
        if "**" in item.text and reading.section_kinds[item.line] is not SectionKind.EVENTS:
            yield from _half(item)
        if reading.section_kinds[item.line] is SectionKind.SUBMISSIONS:
            yield from _plain(item)


def _plain(item: Item) -> Iterator[Problem]:
    message = "No bold or italics: the link alone is what readers look for."
    line, (at, end) = item.text, item.places[0]
    before, text = item.before.lstrip(), item.links[0].text
    mark = next((mark for mark in MARKS if text.startswith(mark) and text.endswith(mark)), "")
    inside = text[len(mark) : -len(mark)] if mark else ""
    closing = line.find(before, end) if before in MARKS else -1
    between = line[end:closing]
    if closing >= 0 and not _has_mark(between) and between == between.rstrip():
        behind = closing + len(before)
        if not line[behind : behind + 1].isalnum() and not _has_mark(line[behind : behind + 1]):
            span = Span.within(item.line, at - len(before), behind)
            yield Problem(span, message, Fix(span, line[at:closing]))
    elif not before and _is_set_off(inside) and not text.startswith(POINTERS):
        span = Span.within(item.line, at, at + len(text) + 2)
        yield Problem(span, message, Fix(span, f"[{inside}]"))
    yield from _partly(item)


def _partly(item: Item) -> Iterator[Problem]:
    """Bold words in a title that is not bold as a whole."""
    text = item.links[0].text
    if item.text.count("**") != 2 or text.count("**") != 2:
        return
    before, bold, behind = text.split("**")
    is_part = (before or behind) and not (before[-1:] + behind[:1]).strip(" .,:;!?-()/\"'")
    if is_part and _is_set_off(bold) and not _has_mark(before + behind):
        at = item.links[0].text_span.column - 1 + len(before)
        span = Span.within(item.line, at, at + len(bold) + 4)
        message = "No bold inside a title: it stands as the page has it."
        yield Problem(span, message, Fix(span, bold), advisory=True)


def _is_set_off(text: str) -> bool:
    """Whether marks at both ends of a text set it off: beside a space they open nothing."""
    return bool(text) and text == text.strip() and not _has_mark(text)


def _has_mark(text: str) -> bool:
    """Whether there is something in a text that would end a link or emphasis."""
    return any(mark in text for mark in "*_`[]")


def _half(item: Item) -> Iterator[Problem]:
    message = "Bold begins and ends with `**` inside the brackets: `[**Title**](address)`."
    for link, (start, end) in zip(item.links, item.places, strict=True):
        words = link.text.strip("*")
        lead = len(link.text) - len(link.text.lstrip("*"))
        tail = len(link.text) - len(link.text.rstrip("*"))
        if not words or "*" in words or has_bracket(words) or not link.is_on_one_line:
            continue
        if lead == 2 and not tail and item.text.startswith("**", end):
            span = Span.within(item.line, start, end + 2)
            bold = f"[**{words}**]{item.text[link.text_span.end_column : end]}"
            yield Problem(span, message, Fix(span, bold))
        elif lead != tail and max(lead, tail) <= 3:
            span = Span.within(item.line, start, link.text_span.end_column)
            yield Problem(span, message, Fix(span, f"[**{words}**]"))


RULE = Rule(
    name="emphasis",
    check=check,
    severity=Severity.WARNING,
    why="If one submission shouts, all must; and a mark without its partner is shown as it is.",
    bad="* **[Post](https://blog.example/post)**",
    good="* [Post](https://blog.example/post)",
)
