"""Emphasis: only the titles of events and calls are bold, and bold begins where it ends."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# A mark beside a space opens and closes nothing; `*const` and `*mut` are pointers of Rust's.
MARK = r"(\*\*\*|\*\*|__|\*(?!(?:const|mut)\b)|_)"
OPENING = r"[ \t]*(?:[*+-][ \t]+)?(?:\[\w{2,6}\] )*"
AROUND = pattern(
    rf"{OPENING}{MARK}(\[[^\[\]]+\]\([^\s()]+\)(?:[^*_`\[\]]*[^*_`\[\]\s])?)\1(?![\w*_])"
)
WITHIN = pattern(rf"{OPENING}\[{MARK}(?!\s)([^\[\]*_]+)(?<!\s)\1\](?=\([^\s()]+\))")
BOLD = r"(?<!\w)\*\*(?!\s)[^\[\]*`]+(?<!\s)\*\*(?!\w)"
PART = pattern(rf"\[[^\[\]*`]+{BOLD}[^\[\]*`]*\]\(|\[{BOLD}[^\[\]*`]+\]\(")
TITLE = pattern(r"\[(\*{0,3})(?!\*)([^\[\]*]+)(\*{0,3})\](?=\()")
OUTSIDE = pattern(r"\[\*\*([^\[\]*]+)\]\(([^\s()*]+)\)\*\*")


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions in bold or italics, and bold titles with one of the two marks missing."""
    for number, line in reading.irregular_lines(LISTS):
        if "](" not in line or ("*" not in line[2:] and "_" not in line):
            continue
        if "**" in line and reading.roles[number] is not SectionKind.EVENTS:
            yield from _half(number, line)
        if reading.roles[number] is SectionKind.SUBMISSIONS:
            yield from _plain(number, line)


def _plain(number: int, line: str) -> Iterator[Problem]:
    for shape in (AROUND, WITHIN):
        match = shape.match(line)
        if match:
            start = match.start(1) - (shape is WITHIN)
            span = Span.within(number, start, match.end())
            plain = match[2] if shape is AROUND else f"[{match[2]}]"
            message = "No bold or italics: the link alone is what readers look for."
            yield Problem(span, message, Fix(span, plain))
    part = PART.search(line) if line.count("**") == 2 else None
    if part:
        at, end = line.index("**"), line.rindex("**") + 2
        span = Span.within(number, at, end)
        message = "No bold inside a title: it stands as the page has it."
        yield Problem(span, message, Fix(span, line[at + 2 : end - 2]), advisory=True)


def _half(number: int, line: str) -> Iterator[Problem]:
    message = "Bold begins and ends with `**` inside the brackets: `[**Title**](address)`."
    outside = OUTSIDE.search(line)
    if outside:
        span = Span.within(number, *outside.span())
        yield Problem(span, message, Fix(span, outside.expand(r"[**\1**](\2)")))
        return
    for match in TITLE.finditer(line):
        if match[1] != match[3]:
            span = Span.within(number, *match.span())
            yield Problem(span, message, Fix(span, f"[**{match[2]}**]"))


RULE = Rule(
    name="emphasis",
    check=check,
    severity=Severity.WARNING,
    why="If one submission shouts, all must; and a mark without its partner is shown as it is.",
    bad="* **[Post](https://blog.example/post)**",
    good="* [Post](https://blog.example/post)",
)
