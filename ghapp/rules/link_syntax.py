"""Link syntax: a link that is written so that it becomes one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ghapp.newsletter.spans import Span
from ghapp.rules.rule import LISTS, Fix, Problem, Reading, Rule, Severity

EMPTY_TEXT = re.compile(r"(?<!\])\[[ \t]*\]\(([^()\s]+)\)")
EMPTY_ADDRESS = re.compile(r"\[([^\[\]]+)\]\([ \t]*\)")
UNCLOSED = re.compile(r"\[[^\[\]]+\]\((?:<?https?://)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*[ \t]*$")
REVERSED = re.compile(r"\(([^()\[\]]+)\)\[(https?://[^\s\[\]]+)\]")
NO_PARENTHESES = re.compile(r"(\[(?:[^\[\]]|\[[^\]]*\])+\])[ \t]*(https?://[^\s()<>]+)(\)?)")
BRACKETED_ADDRESS = re.compile(r"(\[(?:[^\[\]]|\[[^\]]*\])+\])[ \t]*\[(https?://[^\s\[\]]+)\]")
DOUBLED = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])+\]\(https?://[^\s()]+\)(\)+)[ \t]*$")
UNOPENED = re.compile(r"[ \t]*(?:[*+-][ \t]+)?([^\[\]()]+)\]\((https?://[^\s()]+)\)")


def check(reading: Reading) -> Iterator[Problem]:
    """Find links that would not work, by the ways in which people miss the syntax."""
    yield from _broken_over_lines(reading)
    for number, line in reading.lines(LISTS):
        if "[" not in line and "](" not in line:
            continue
        yield from _wrong_brackets(number, line)
        yield from _unbalanced(number, line)
        for match in EMPTY_TEXT.finditer(line):
            span = Span.within(number, *match.span())
            yield Problem(span, "Give the link a text: the title of the page that it leads to.")
        for match in EMPTY_ADDRESS.finditer(line):
            span = Span.within(number, *match.span())
            yield Problem(span, "Give the link an address.")


def _wrong_brackets(number: int, line: str) -> Iterator[Problem]:
    for pattern, form in (
        (REVERSED, r"[\1](\2)"),
        (NO_PARENTHESES, r"\1(\2)"),
        (BRACKETED_ADDRESS, r"\1(\2)"),
    ):
        for match in pattern.finditer(line):
            span = Span.within(number, *match.span())
            message = "A link is written `[title](address)`."
            yield Problem(span, message, Fix(span, match.expand(form)))


def _unbalanced(number: int, line: str) -> Iterator[Problem]:
    unclosed = UNCLOSED.search(line)
    if unclosed:
        end = len(line.rstrip())
        fix = Fix(Span.within(number, end, end), ")")
        span = Span.within(number, *unclosed.span())
        yield Problem(span, "Close the link with `)`.", fix)
    doubled = DOUBLED.search(line)
    if doubled and line.count(")") > line.count("("):
        span = Span.within(number, *doubled.span(1))
        yield Problem(span, "There is a `)` too many behind the link.", Fix(span, ""))
    unopened = UNOPENED.match(line)
    if unopened:
        start = unopened.start(1)
        span = Span.within(number, *unopened.span())
        fix = Fix(Span.within(number, start, start), "[")
        yield Problem(span, "Open the link's text with `[`.", fix)


def _broken_over_lines(reading: Reading) -> Iterator[Problem]:
    for link in reading.links(LISTS):
        if link.span.end_line > link.span.line:
            text = reading.change.head.slice(link.span)
            joined = re.sub(r"[ \t]*\n[ \t]*", " ", text)
            yield Problem(link.span, "Write the link on one line.", Fix(link.span, joined))


RULE = Rule(
    name="link-syntax",
    check=check,
    severity=Severity.ERROR,
    why="A link with a bracket missing is shown as its source, and nobody can follow it.",
    bad="* [Post](https://blog.example/post",
    good="* [Post](https://blog.example/post)",
)
