"""Descriptions: the title of the page says what it is about, and nothing stands around the link."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.events import event_of
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.roles import Role
from ghapp.newsletter.spans import Span
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Problem, Rule, Severity

PLACES = (Role.SUBMISSIONS, Role.EVENTS)
ITEM = pattern(r"[ \t]*[*+-][ \t]+")
ADDRESS = pattern(r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
SHOWN = pattern(r"[^\W_]|[^\w\s.,;:!?*_`'\"\\\[\]()|-]")


def check(reading: Reading) -> Iterator[Problem]:
    """Find text behind the last link of a submission or event, and before the first."""
    for number, line in reading.odd_lines(PLACES):
        item = None if "|" in line and event_of(line) else ITEM.match(line)
        if item is None or "](" not in line:
            continue
        plain = without_code(line) if "<!--" in line else line
        last = ADDRESS.match(plain, plain.rfind("]("))
        if last and SHOWN.search(plain, last.end()):
            span = Span.within(number, last.end(), len(plain.rstrip()))
            yield Problem(span, "Let the title speak for itself: no text behind the link.")
        start = plain.find("[", item.end())
        if SHOWN.search(plain, item.end(), start):
            span = Span.within(number, item.end(), start)
            yield Problem(span, "Begin with the link: only `[video]` and the like stand before it.")


RULE = Rule(
    name="description",
    check=check,
    severity=Severity.NOTICE,
    why="Editors take descriptions out: the list stays short, and no submission speaks louder.",
    bad="* [Post](https://blog.example/post) - a long story about Rust",
    good="* [Post](https://blog.example/post)",
)
