"""Invisible characters: what nobody sees in a title breaks searching, addresses and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

# Not U+200C and U+200D, which join letters and emoji, nor the tags and selectors of emoji.
GONE = pattern("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
SPACE = pattern("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2028\u2029\u0085\u3000]+")
CONTROLS = bytes({*range(32), 127} - {9, 10, 13})
CONTROL = pattern(f"[{CONTROLS.decode()}]+")
BREAKS = pattern("[\v\f\x1c-\x1f]")  # what programs for slides and tables put between words
# The scripts in which U+3000 is the usual space.
WIDE = pattern("[\u2e80-\u2fff\u3001-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def check(reading: Reading) -> Iterator[Problem]:
    """Find characters without a shape, and spaces that are not the usual one."""
    for number, line in reading.foreign_lines:
        if line.isprintable():
            continue
        for match in GONE.finditer(line):
            yield _problem(number, match, "", "goes")
        for match in SPACE.finditer(line):
            if "\u3000" not in match[0] or not WIDE.search(line):
                yield _problem(number, match, " ", "becomes a space")
    yield from _controls(reading)


def _problem(number: int, match: re.Match[str], wanted: str, what: str) -> Problem:
    span = Span.within(number, *match.span())
    name = f"U+{ord(match[0][0]):04X}"
    message = f"There is an invisible character here ({name}); it {what}."
    return Problem(span, message, Fix(span, wanted), advisory=wanted == " ")


def _controls(reading: Reading) -> Iterator[Problem]:
    raw = reading.change.head.text.encode(errors="surrogatepass")
    if len(raw.translate(None, CONTROLS)) == len(raw):
        return
    texts = reading.change.head.lines
    for number in reading.change.added:
        for match in CONTROL.finditer(texts[number - 1]):
            is_break = BREAKS.search(match[0]) is not None
            span = Span.within(number, *match.span())
            what = "becomes a space" if is_break else "goes"
            message = f"There is an invisible character here (U+{ord(match[0][0]):04X}); it {what}."
            yield Problem(span, message, Fix(span, " " if is_break else ""))


RULE = Rule(
    name="invisible-character",
    check=check,
    severity=Severity.WARNING,
    why="Copied along from a web page, they split words for searches and make addresses fail.",
    bad="* [A\u200b Post](https://blog.example/post)",
    good="* [A Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
