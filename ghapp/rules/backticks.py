"""Backticks: code in a title is closed again, and a link or a prefix is no code."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import open_backtick
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

WHOLE_LINK = pattern(r"(?<!`)`(\[[^\[\]`]+\]\(https?://[^\s()`]+\))`(?!`)")
PREFIX = pattern(r"(?<!`)`((?:\[\w{2,6}\][ \t]*)+)`(?!`)(?=[ \t]*\[)")
ACROSS = pattern(r"`([^`\[\]]+)\]`\((?=https?://)")


def check(reading: Reading) -> Iterator[Problem]:
    """Find links and prefixes set as code, and backticks that nothing closes."""
    for number, line in reading.irregular_lines(LISTS):
        if "`" not in line:
            continue
        found = False
        for shape, form in ((WHOLE_LINK, r"\1"), (PREFIX, r"\1"), (ACROSS, r"`\1`](")):
            for match in shape.finditer(line):
                found = True
                span = Span.within(number, *match.span())
                message = "Take the backticks off: inside them, a link is shown as its source."
                yield Problem(span, message, Fix(span, match.expand(form).rstrip()))
        at = None if found or line.count("`") % 2 == 0 else open_backtick(line)
        if at is not None and not line.lstrip().startswith("```"):
            span = Span.within(number, at, at + 1)
            yield Problem(span, "This backtick has no partner. Close the code, or leave it out.")


RULE = Rule(
    name="backticks",
    check=check,
    severity=Severity.WARNING,
    why="Inside backticks everything is shown as it is typed: a link there cannot be followed.",
    bad="* `[Post](https://blog.example/post)`",
    good="* [Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
