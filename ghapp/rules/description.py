"""Descriptions: the title of the page says what it is about, and nothing stands around the link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.spans import Span
from ghapp.rules.rule import SUBMISSIONS, Problem, Reading, Rule, Severity

ITEM = re.compile(r"[ \t]*[*+-][ \t]+")
SHOWN = re.compile(r"[^\W_]|[^\w\s.,;:!?*_`'\"\\\[\]()|-]")


def check(reading: Reading) -> Iterator[Problem]:
    """Find text behind the last link of a submission, and before the first."""
    for number, line in reading.lines(SUBMISSIONS):
        if line.endswith(")") and line.startswith("* ["):
            continue
        item = ITEM.match(line)
        end = line.rfind(")") + 1
        if item is None or "](" not in line or not end:
            continue
        behind = without_code(line)[end:] if "<!--" in line else line[end:]
        if SHOWN.search(behind):
            span = Span.within(number, end, len(line.rstrip()))
            yield Problem(span, "Let the title speak for itself: no text behind the link.")
        start = line.find("[", item.end())
        if SHOWN.search(line, item.end(), start):
            span = Span.within(number, item.end(), start)
            yield Problem(span, "Begin with the link: no text before it but `[video]` and the like.")


RULE = Rule(
    name="description",
    check=check,
    severity=Severity.NOTICE,
    why="Editors take descriptions out: the list stays short, and no submission speaks louder.",
    bad="* [Post](https://blog.example/post) - a long story about Rust",
    good="* [Post](https://blog.example/post)",
)
