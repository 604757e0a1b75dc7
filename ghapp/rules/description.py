"""Descriptions: the title of the page says what it is about, and nothing stands around the link."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.events import event_of
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

PLACES = (SectionKind.SUBMISSIONS,)
ITEM = pattern(r"[ \t]*[*+-][ \t]+")
ADDRESS = pattern(r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
BLANK = pattern(r"[ \t]*(?:(?:<br[ ]?/?>|&nbsp;)[ \t]*)+$")
# Editors leave the parts of a series, other languages and what was said in a video.
PART = pattern(r"(?i)\b(?:part[ ]?\d*|transcript|slides|version|series|english|\d+)\b")
SHOWN = pattern(r"[^\W_]|[^\w\s.,;:!?*_`'\"\\\[\]()|-]")


def check(reading: Reading) -> Iterator[Problem]:
    """Find text behind the last link of a submission, and before the first."""
    for number, line in reading.irregular_lines(PLACES):
        item = ITEM.match(line)
        if item is None or "](" not in line:
            continue
        event = event_of(line) if "|" in line else None
        if event and event.days.start:  # in the wrong section, which is another matter
            continue
        plain = without_code(line) if "<!--" in line else line
        start = plain.find("[", item.end())
        begins = not SHOWN.search(plain, item.end(), start)
        further = _further_link(plain) if begins else None
        if further is not None:
            span = Span.within(number, further, len(plain.rstrip()))
            yield Problem(span, "One link for a submission: the page itself.")
        else:
            yield from _behind(number, plain)
        if not begins:
            span = Span.within(number, item.end(), start)
            yield Problem(span, "Begin with the link: only `[video]` and the like stand before it.")


def _behind(number: int, plain: str) -> Iterator[Problem]:
    """Text behind the last link."""
    last = ADDRESS.match(plain, plain.rfind("]("))
    if last is None or not SHOWN.search(plain, last.end()):
        return
    span = Span.within(number, last.end(), len(plain.rstrip()))
    if BLANK.match(plain.rstrip(), last.end()):
        yield Problem(span, "White space behind the link.", Fix(span, ""))
    else:
        yield Problem(span, "Let the title speak for itself: no text behind the link.")


def _further_link(plain: str) -> int | None:
    """Where the rest of a line begins that has one more link; None where there may be one."""
    first = ADDRESS.match(plain, plain.find("]("))
    if first is None or "](" not in plain[first.end() :]:
        return None
    rest = plain[first.end() :].lstrip()
    text = rest[: rest.find("](")].rpartition("[")[2]
    is_part = PART.search(text) is not None
    is_item = rest.startswith("*") or plain.startswith(("[", "- ["), first.end())
    return None if is_part or is_item else first.end()


RULE = Rule(
    name="description",
    check=check,
    severity=Severity.NOTICE,
    why="Editors take descriptions out: the list stays short, and no submission speaks louder.",
    bad="* [Post](https://blog.example/post) - a long story about Rust",
    good="* [Post](https://blog.example/post)",
    loses=Loss.WORDS,
)
