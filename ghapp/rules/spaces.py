"""Spaces: one after the bullet, none inside a link's edges, none between its two halves."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.runs import runs_of
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.newsletter.whole_address import is_unbroken
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TORN = pattern(r"(?<=\] )\[(?:[A-Z]{2}|(?i:video|audio|series))\][ \t]*(?=\(<?https?://)")
ADDRESSES = ("(https://", "(http://", "(<https://", "(<http://")  # the second half of a link
FRENCH = frozenset("àâçèéêëîïôùûœÀÂÇÈÉÊËÎÏÔÙÛŒ")  # where a space stands before a colon
MARKS = "[]()*:"  # beside which no space is meant to stand
EDGE = "No space at the edges of a link's text."


def check(reading: Reading) -> Iterator[Problem]:
    """Find spaces that are missing or too many."""
    for item in reading.items(LISTS):
        line = item.text
        if item.has_usual_bullet and item.content and item.gap != " " and not _is_emphasis(item):
            at = len(item.indent + item.bullet)
            yield _gap(item, at, item.content_at, " ", "One space after the bullet.")
        if "](" not in line and "] " not in line:
            continue
        yield from _behind_prefixes(item)
        torn = TORN.search(line) if "] [" in line else None
        if torn:
            span = Span.within(item.line, *torn.span())
            yield Problem(span, "Put the prefix to the left: it parts the title from its address.")
        for start, end in runs_of(" \t", line):
            is_single = end == start + 1 and line[start] == " "
            if (
                start < item.content_at
                or end == len(line)
                or (is_single and not {line[start - 1], line[end]} & set(MARKS))
            ):
                continue
            if line[start - 1] == "]" and line.startswith(ADDRESSES, end):
                if not torn:
                    yield _gap(
                        item,
                        start,
                        end,
                        "",
                        "No space between `]` and `(`: with one, this is no link.",
                    )
            else:
                yield from _around_address(item, start, end)
                yield from _around_title(item, start, end)
                yield from _between_words(item, start, end, reading.conventions.language)


def _is_emphasis(item: Item) -> bool:
    """Whether a star is no bullet: another one closes what it opens."""
    return not item.gap and item.text.rstrip().endswith("*")


def _gap(
    item: Item, start: int, end: int, wanted: str, message: str, advisory: bool = False
) -> Problem:
    span = Span.within(item.line, start, end)
    return Problem(span, message, Fix(span, wanted), advisory=advisory)


def _behind_prefixes(item: Item) -> Iterator[Problem]:
    gaps = [(one.end, one.gap) for one in item.prefixes]
    if item.before.rstrip().endswith("]"):  # whatever that is short for
        end = item.body_at + len(item.before.rstrip())
        gaps.append((end, item.text[end : item.places[0][0]] if item.places else " "))
    for at, gap in gaps:
        if gap != " " and not gap.strip() and item.text.startswith("[", at + len(gap)):
            is_first = (at, gap) != gaps[-1]
            message = "One space between the prefix and the link."
            yield _gap(item, at, at + len(gap), " ", message, advisory=is_first)


def _around_address(item: Item, start: int, end: int) -> Iterator[Problem]:
    line, message = item.text, "No space around the address."
    if line.endswith("](", 0, start) and line.startswith(("https://", "http://"), end):
        yield _gap(item, start, end, "", message)
    if line[end] == ")":
        address = line[line.rfind("](", 0, start) + 2 : start].lstrip()
        if is_unbroken(address) and address.startswith(("https://", "http://")):
            yield _gap(item, start, end, "", message)


def _around_title(item: Item, start: int, end: int) -> Iterator[Problem]:
    line = item.text
    opening = start - 3 if line.endswith("[**", 0, start) else start - 1
    if line[opening] == "[" and line[end] not in "[]":
        if any(place[0] == opening for place in item.places):
            yield _gap(item, start, end, "", EDGE)
    elif line.startswith("**](", end):
        yield _gap(item, start, end, "", EDGE)
    elif line.startswith("](", end) and line[start - 1] != "[":
        yield _gap(item, start, end, "", EDGE, advisory=True)


def _between_words(item: Item, start: int, end: int, language: str) -> Iterator[Problem]:
    line = item.text
    before, behind = line[start - 1], line[end:]
    if "`" in line or not (before.isalnum() or before in "_.,:;!?"):  # in code, all may be meant
        return
    if before.isalnum() and behind[0] == ":" and behind[1:2].isspace():
        is_marked = "[fr]" in line.casefold() or not FRENCH.isdisjoint(line)
        is_french = language == "fr" or is_marked
        if behind[1:].lstrip()[:1].isalnum() and not is_french:
            yield _gap(item, start, end, "", "No space before a colon.", advisory=True)
    elif behind[0].isalnum() and line[start : start + 2] == "  ":
        is_title = "]" in behind and not any(sign in behind.partition("]")[0] for sign in "[|")
        if is_title:
            yield _gap(item, start, end, " ", "One space between two words.", advisory=True)


RULE = Rule(
    name="spaces",
    check=check,
    severity=Severity.WARNING,
    why="Readers see the space: underlined at the edge of a link, or as a link that is none.",
    bad="*  [ Post] (https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
    until_print=True,
)
