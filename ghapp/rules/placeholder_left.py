"""Leftovers: what the template holds the place of is there when the edition goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

WORDS = ("_HERE", "$twir_", "goes here", "go here")
PLACEHOLDER = pattern(
    r"\b(?:INSERT|REDDIT)_[A-Z_]{0,20}LINK_HERE|\b[A-Z]{3,20}_LINK_HERE|\$twir_\w{1,40}"
    r"|<!--[ ]?[\w ]{2,40} goe?s? here[ ]?-->"
)
LONGEST_COMMENT = 67  # characters


def check(reading: Reading) -> Iterator[Problem]:
    """Find placeholders of the template in a finished edition."""
    head = reading.change.head
    names = reading.conventions.placeholders.all
    words = [word for word in (*WORDS, *names) if word in head.text]
    for number in reading.change.added if words else ():
        line = head.line(number)
        if not any(word in line for word in words):
            continue
        is_hidden = number in head.hidden and number > head.last_fenced
        if is_hidden and not _is_comment(line.strip(" \t")):
            continue  # what a comment says to the editors is no placeholder
        left = [match.span() for match in PLACEHOLDER.finditer(line)]
        for start, end in left or _named(line, names):
            message = f"{code_span(line[start:end])} is still to be filled in."
            is_unseen = reading.is_in_print and number in head.hidden
            yield Problem(Span.within(number, start, end), message, advisory=is_unseen)


def _is_comment(text: str) -> bool:
    """Whether a text is one short comment and nothing else."""
    is_one = text.startswith("<!--") and text.find("-->") == len(text) - len("-->")
    return is_one and len(text) <= LONGEST_COMMENT


def _named(line: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where one of the template's placeholders stands, the longest of those that begin there."""
    places: dict[int, int] = {}
    for name in names:
        start = line.find(name)
        if start >= 0:
            places[start] = max(places.get(start, 0), start + len(name))
    yield from sorted(places.items())


RULE = Rule(
    name="placeholder-left",
    check=check,
    severity=Severity.ERROR,
    why="The edition goes out to everybody by mail, and cannot be called back.",
    path="content/2026-08-26-this-week-in-rust.md",
    base="[Who is hiring](https://jobs.example/1)",
    bad="[Who is hiring](INSERT_LINK_HERE)",
    good="[Who is hiring](https://jobs.example/2)",
    kinds=(FileKind.FINISHED,),
)
