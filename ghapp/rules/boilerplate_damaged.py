"""Damaged boilerplate: what every edition says reads as the template has it."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.diff import shared_ends
from ghapp.newsletter.template import is_sentence
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

LEAST_IN_COMMON = 8  # characters at an end of a line by which it is known
FEW = 2  # characters that a slip of the hand replaces


def check(reading: Reading) -> Iterator[Problem]:
    """Find lines that are nearly one of the template's, in a file that was made from it."""
    template, head = reading.context.template, reading.change.head
    if template is None or reading.change.base is not None or not reading.fits_template:
        return
    lost = sorted(reading.boilerplate.difference(head.lines))
    known = reading.boilerplate.union(template.draft.lines)
    compared = [
        number
        for number in (reading.change.visible_lines if lost else ())
        if is_sentence(line := head.line(number)) and line not in known
    ]
    for number in compared:
        line, span = head.line(number), reading.whole_line(number)
        wanted = next((one for one in lost if _is_damaged(line, one)), None)
        if wanted is not None:
            message = "This is nearly what the template says, and what every edition carries."
            yield Problem(span, message, Fix(span, wanted))


def _is_damaged(line: str, wanted: str) -> bool:
    """Whether a line is another one with something put into its middle, lost from it, or mistyped.

    What editors reword differs in several places, or goes on where the other one ends.
    """
    if line[:FEW] != wanted[:FEW] and line[-FEW:] != wanted[-FEW:]:
        return False  # as nearly every pair of lines
    shortest = min(len(line), len(wanted))
    start, end = shared_ends(line, wanted)
    ours, theirs = line[start : len(line) - end], wanted[start : len(wanted) - end]
    if not f"{ours}{theirs}".strip():
        return False  # but for white space they are the same
    if start + end < shortest - FEW:
        return False
    is_inside = min(start, end) >= LEAST_IN_COMMON
    return is_inside or (max(len(ours), len(theirs)) <= FEW and f"{ours}{theirs}".isalnum())


RULE = Rule(
    name="boilerplate-damaged",
    check=check,
    severity=Severity.WARNING,
    why="Nobody reads again what stands in every edition: a slip in it goes out unseen.",
    path="content/2026-08-26-this-week-in-rust.md",
    base="If you are running a Rust event please add it to the calendar.",
    bad="If you are runing a Rust event please add it to the calendar.",
    good="If you are running a Rust event please add it to the calendar.",
    kinds=(FileKind.DRAFT, FileKind.FINISHED),
    loses=Loss.WORDS,
)
