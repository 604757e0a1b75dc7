"""Invisible characters: what nobody sees in a title breaks searching, addresses and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.conventions import BULLETS
from ghapp.newsletter.runs import in_place_of, runs_of
from ghapp.newsletter.spans import Span
from ghapp.records import replaced
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# Not U+200C and U+200D, which join letters and emoji, nor the tags and selectors of emoji.
GONE = frozenset(
    "\u00ad\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
SPACES = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u2028\u2029\u0085\u3000"
)
INVISIBLE = GONE | SPACES
CONTROLS = bytes({*range(32), 127} - {9, 10, 13})
BREAKS = frozenset("\v\f\x1c\x1d\x1e\x1f")  # what programs for slides put between words
# The scripts in which U+3000 is the usual space, from the first sign to the last.
WIDE = (
    *(("\u2e80", "\u2fff"), ("\u3001", "\u9fff"), ("\uac00", "\ud7af")),
    *(("\uf900", "\ufaff"), ("\uff00", "\uffef")),
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find characters without a shape, and spaces that are not the usual one."""
    for number, line in reading.foreign_lines:
        if INVISIBLE.isdisjoint(line):
            continue
        if gone := runs_of(GONE, line):
            yield _problem(number, line, gone, "")
        spaces = [run for run in runs_of(SPACES, line) if not _is_meant(line, run)]
        if spaces:
            is_gap = line[: spaces[0][0]].strip() in BULLETS  # with it, this is no list item
            yield replaced(_problem(number, line, spaces, " "), advisory=not is_gap)
    yield from _controls(reading)


def _is_meant(line: str, run: tuple[int, int]) -> bool:
    """Whether a space is the usual one of its line's script."""
    return "\u3000" in line[slice(*run)] and _is_wide(line)


def _is_wide(line: str) -> bool:
    """Whether a line is in a script whose spaces are as wide as its signs."""
    return any(first <= sign <= last for sign in line for first, last in WIDE)


def _problem(number: int, line: str, runs: list[tuple[int, int]], wanted: str) -> Problem:
    """All of one sort on a line: how many they are, it is one thing to correct."""
    start, end = runs[0][0], runs[-1][1]
    name = f"U+{ord(line[start]):04X}"
    what = "becomes a space" if wanted else "goes"
    message = f"There is an invisible character here ({name}); it {what}."
    if len(runs) > 1:
        what = "become spaces" if wanted else "go"
        message = f"There are {len(runs)} invisible characters here ({name}); they {what}."
    span = Span.within(number, start, end)
    return Problem(span, message, Fix(span, in_place_of(runs, line, wanted)))


def _controls(reading: Reading) -> Iterator[Problem]:
    raw = reading.change.head.text.encode(errors="surrogatepass")
    if len(raw.translate(None, CONTROLS)) == len(raw):
        return
    for number in reading.change.added:
        line = reading.change.head.line(number)
        for run in runs_of(CONTROLS.decode(), line):
            is_break = not BREAKS.isdisjoint(line[slice(*run)])
            yield _problem(number, line, [run], " " if is_break else "")


RULE = Rule(
    name="invisible-character",
    check=check,
    severity=Severity.WARNING,
    why="Copied along from a page, such characters split words for searches and break addresses.",
    bad="* [A\u200b Post](https://blog.example/post)",
    good="* [A Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    explains=False,
)
