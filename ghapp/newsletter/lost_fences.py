"""Fences that are gone or damaged, or below something: the site shows the fields as text."""

from __future__ import annotations

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.fenced_flaw import FencedFlaw
from ghapp.newsletter.fences import MOST_LINES, fields_in, last_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ghapp.newsletter.draft import Draft


def lost_fence(head: Draft, mark: str, names: Collection[str]) -> FencedFlaw:
    """Why the site finds no front matter, and the fence that brings it back, if one does.

    Args:
        head: in which no front matter is found.
        mark: the fence of the template.
        names: of the template's fields.

    """
    lines, shown = head.lines, code_span(mark)
    if head.line(1).rstrip() != mark:
        return _first_one(lines, mark, names) or _gone(mark)
    end = next((n for n, line in enumerate(lines, 1) if not line.strip()), len(lines))
    if not _has_all([*lines[: end - 1], mark], names):
        return _gone(mark)
    if _is_damaged(lines[end - 2]):
        message = f"This line should be {shown}: the front matter has no end."
        return FencedFlaw(end - 1, message, mark)
    message = f"The front matter has no end: a line {shown} should stand here."
    return FencedFlaw(end, message, mark, is_above=True)


def _first_one(lines: Sequence[str], mark: str, names: Collection[str]) -> FencedFlaw | None:
    """What became of the fence on the first line; None where it is not all that is missing."""
    start = next((n for n, line in enumerate(lines[:MOST_LINES]) if line.rstrip() == mark), 0)
    if last_line(lines[start:]):
        message = "The front matter should begin on the first line"
        return FencedFlaw(1, f"{message}: the site shows the fields as text.")
    if not _has_all([mark, *lines], names):
        return None
    message = f"The first line should be {code_span(mark)}: the site shows the fields as text."
    return FencedFlaw(1, message, mark, is_above=not _is_damaged(lines[0]))


def _gone(mark: str) -> FencedFlaw:
    shown = code_span(mark)
    return FencedFlaw(
        1, f"The front matter is gone: its fields stand between two lines {shown} at the top."
    )


def _is_damaged(line: str) -> bool:
    """Whether a line is made of signs, as a fence is: `--`, or the dash that an editor makes."""
    return bool(line.strip()) and not any(map(str.isalnum, line))


def _has_all(lines: Sequence[str], names: Collection[str]) -> bool:
    """Whether these fields stand in the front matter of a text."""
    last = last_line(lines)
    fields = fields_in(lines, last) if last else {}
    return bool(last) and all(name in fields for name in names)
