"""Damaged boilerplate: what every edition says reads as the template has it."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

MESSAGE = "Every edition carries this sentence, and here it is damaged: leave it as it was."


def check(reading: Reading) -> Iterator[Problem]:
    """Find lines that are nearly one of the template's, in a file that was made from it."""
    if reading.change.base is None and not reading.fits_template:
        return
    for number, wanted in reading.damaged_sentences.items():
        span = reading.whole_line(number)
        # Editors may reword a draft; of a file that is looked at as a whole, nobody knows.
        yield Problem(
            span, MESSAGE, Fix(span, wanted), spares_editors=reading.change.base is not None
        )


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
    settles_lines=True,
)
