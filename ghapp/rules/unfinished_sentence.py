"""Unfinished sentences: what the editors write themselves comes to its end."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.section_kinds import SENTENCES
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# No sentence ends with such a word.
GOES_ON = frozenset(
    (
        *("the", "a", "an", "and", "or", "of", "our", "your", "their", "its", "which"),
        *("because", "into", "than", "whose"),
    )
)
NO_PROSE = ("#", "<", "|", "!", "`", "[", "* ", "- ", "    ")
FEWEST_WORDS = 4


def check(reading: Reading) -> Iterator[Problem]:
    """Find paragraphs whose last sentence breaks off, or lacks its full stop."""
    head = reading.change.head
    for number, line in reading.lines(SENTENCES):
        text = line.rstrip()
        if not text or text.startswith(NO_PROSE) or head.line(number + 1).strip():
            continue
        if text in reading.boilerplate:
            continue
        span = reading.whole_line(number)
        if text.casefold() in GOES_ON:
            continue  # a word between two quotes
        words = text.replace("(", " ").split() or [""]
        end = "," if text[-1] == "," else words[-1]
        if end == "," or end.casefold() in GOES_ON:
            yield Problem(span, f"The sentence breaks off after {code_span(end)}.")
        elif text[-1].isalnum() and not _may_end_so(text) and len(text.split()) >= FEWEST_WORDS:
            yield Problem(span, "The sentence has no end.", advisory=True)


def _may_end_so(text: str) -> bool:
    """Whether it is a quote or a field of the header, which have no full stop."""
    name = text.partition(": ")[0].replace("-", "")
    return text[0] == ">" or (text[0].isupper() and name.isalpha())


RULE = Rule(
    name="unfinished-sentence",
    check=check,
    severity=Severity.WARNING,
    why="The editors' own sentences are read by nobody else before they are in print.",
    section="Jobs",
    bad="Thanks to everybody who sent a suggestion for the",
    good="Thanks to everybody who sent a suggestion.",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    unless_broken=True,
)
