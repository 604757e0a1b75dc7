"""Spaces: one after the bullet, none inside a link's edges, none between its two halves."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

ORDERLY = ("* [", "* 2", "    * [")
TITLE = r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*"
AFTER_BULLET = pattern(r"^[ \t]*[*+-]([ \t]{2,}|\t|(?=\[)(?!.*\*[ \t]*$))(?=\S)")
HALVES = pattern(r"\]([ \t]+)(?=\(<?https?://)")
TORN = pattern(r"(?<=\] )\[(?:[A-Z]{2}|(?i:video|audio|series))\][ \t]*(?=\(<?https?://)")
ADDRESS_START = pattern(r"\]\(([ \t]+)(?=https?://)")
ADDRESS_END = pattern(r"\]\([ \t]*https?://[^\s()]+([ \t]+)\)")
TEXT_START = pattern(rf"\[((?:\*\*)?)([ \t]+)(?=[^\s\[\]]{TITLE}\]\()")
TEXT_END = pattern(r"(?<=[^\s\[])([ \t]+)\]\(")
BOLD_END = pattern(r"(?<=[^\s\[])([ \t]+)\*\*\]\(")
PREFIX_GAP = pattern(
    r"^[ \t]*[*+-][ \t]+(?:\[\w{2,6}\][ \t]*){0,2}\[\w{2,6}\]([ \t]{2,}|)"
    r"(?=\[(?!\w{2,6}\][ \t]*\[)[^\[\]])"
)
BETWEEN_PREFIXES = pattern(r"(?<=\w\])([ \t]{2,}|)(?=\[\w{2,6}\][ \t]*\[)")
DOUBLE = pattern(r"(?<=[\w.,:;!?])([ ]{2,})(?=\w[^\[\]|]*\])")
BEFORE_COLON = pattern(r"(?<=\w)([ \t]+):(?=[ \t]+\w)")
FRENCH = pattern(r"(?i)\[FR\]|[àâçèéêëîïôùûœ]")  # where a space stands before a colon
EDGE = "No space at the edges of a link's text."
PREFIX = "One space between the prefix and the link."


def check(reading: Reading) -> Iterator[Problem]:
    """Find spaces that are missing or too many."""
    for number, line in reading.irregular_lines(LISTS):
        if not line.startswith(ORDERLY):
            yield from _gaps(number, line, AFTER_BULLET, 1, " ", "One space after the bullet.")
        if "](" not in line and "] " not in line:
            continue
        torn = TORN.search(line)
        if torn:
            span = Span.within(number, *torn.span())
            yield Problem(span, "Put the prefix to the left: it parts the title from its address.")
        elif "] " in line:
            message = "No space between `]` and `(`: it is no link so."
            yield from _gaps(number, line, HALVES, 1, "", message)
        if "( " in line or " )" in line:
            for form in (ADDRESS_START, ADDRESS_END):
                yield from _gaps(number, line, form, 1, "", "No space around the address.")
        if "[ " in line or "** " in line:
            yield from _gaps(number, line, TEXT_START, 2, "", EDGE)
        if " **](" in line:
            yield from _gaps(number, line, BOLD_END, 1, "", EDGE)
        if " ](" in line:
            yield from _gaps(number, line, TEXT_END, 1, "", EDGE, advisory=True)
        if "][" in line or "]  " in line:
            yield from _gaps(number, line, PREFIX_GAP, 1, " ", PREFIX)
            yield from _gaps(number, line, BETWEEN_PREFIXES, 1, " ", PREFIX, advisory=True)
        if " :" in line and not FRENCH.search(line):
            yield from _within(number, line, BEFORE_COLON, "", "No space before a colon.")
        if "  " in line.strip():
            yield from _within(number, line, DOUBLE, " ", "One space between two words.")


def _gaps(
    number: int,
    line: str,
    form: re.Pattern[str],
    group: int,
    wanted: str,
    message: str,
    advisory: bool = False,
) -> Iterator[Problem]:
    for match in form.finditer(line):
        span = Span.within(number, *match.span(group))
        yield Problem(span, message, Fix(span, wanted), advisory=advisory)


def _within(
    number: int, line: str, form: re.Pattern[str], wanted: str, message: str
) -> Iterator[Problem]:
    if "`" not in line:  # in code, every space may be meant
        yield from _gaps(number, line, form, 1, wanted, message, advisory=True)


RULE = Rule(
    name="spaces",
    check=check,
    severity=Severity.WARNING,
    why="Readers see the space: underlined at the edge of a link, or as a link that is none.",
    bad="*  [ Post] (https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
    until_print=True,
)
