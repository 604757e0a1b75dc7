"""Truncated titles: a title that was cut off by the program it was copied from."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.section_kinds import LISTS
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

SHORTEST = 40  # programs cut long titles; a short one that ends in dots was written so
ENDS = ("...", "…")


def check(reading: Reading) -> Iterator[Problem]:
    """Find long link texts that end in dots."""
    text = reading.change.head.text
    if "...](" not in text and "…](" not in text and "...**](" not in text and "…**](" not in text:
        return
    for link in reading.links(LISTS):
        title = link.text.rstrip("*_ ")
        if title.endswith(ENDS) and len(title) >= SHORTEST:
            yield Problem(link.text_span, "Was this title cut off? Please write all of it.")


RULE = Rule(
    name="truncated-title",
    check=check,
    severity=Severity.NOTICE,
    why="Mail programs and search pages cut titles; the page itself has the whole one.",
    bad="* [An unusually long story about the borrow checker and how I...](https://blog.example/a)",
    good="* [An unusually long story about the borrow checker and me](https://blog.example/a)",
)
