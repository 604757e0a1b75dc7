"""What the report says: what no suggestion corrects, where it is, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from ghapp.features.escape import explained, fenced
from ghapp.features.links import line_link
from ghapp.features.merge_words import conflicts_text
from ghapp.features.suggestions import Suggestion, suggestions
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.newsletter.fates import DraftConflict
from ghapp.review.assessment import Assessment
from ghapp.review.file_findings import FileFindings
from ghapp.rules.problem import Problem, Severity

MARKER = "<!-- ghapp:report -->"
LONGEST = 60_000  # GitHub takes 65,536 characters
MOST_LISTED = 40
MOST_SHOWN = 10


Found = list[tuple[FileFindings, Problem]]


def report(
    assessment: Assessment,
    head: str,
    files: str,
    unplaced: frozenset[str] = frozenset(),
    conflicts: Sequence[DraftConflict] = (),
    closing: str = "",
) -> str | None:
    """The report on a head; None when every problem at warning or above has its suggestion.

    Args:
        assessment: what was found.
        head: the commit SHA that it speaks of.
        files: where GitHub shows the files of the head.
        unplaced: digests of the suggestions that could not be placed on their lines.
        conflicts: with the draft as it is by now.
        closing: what is announced of its being closed.

    """
    wanted = suggestions(assessment)
    found = _left(assessment, [one for one in wanted if one.digest not in unplaced])
    if not found and not conflicts:
        return None
    lines = _items(found[:MOST_LISTED], files)
    if len(found) > MOST_LISTED:
        lines.append(f"- and {len(found) - MOST_LISTED} more, marked in the check.")
    others = sum(one.digest not in unplaced for one in wanted)
    parts = [f"{MARKER}\n{_opening(len(found), head)}", "\n".join(lines)] if found else [MARKER]
    parts += [conflicts_text(conflicts, head)] if conflicts else []
    parts += _shown([one for one in wanted if one.digest in unplaced], files)
    parts += [closing] if closing else []
    parts.append(_ending(others))
    text = "\n\n".join(parts)
    return text if len(text) <= LONGEST else _shortened(len(found), head, closing, others)


def settled(assessment: Assessment, head: str) -> str:
    """The report's one line when there is nothing for it to list any more."""
    number, short = len(suggestions(assessment)), head[:7]
    if not number:
        return f"{MARKER}\nAll is well in `{short}`. Thank you!"
    where = "line, one click away" if number == 1 else "lines, one click each"
    return f"{MARKER}\nThank you! What is left to correct in `{short}` is suggested on its {where}."


def _left(assessment: Assessment, made: list[Suggestion]) -> Found:
    """The problems at warning or above that no suggestion corrects, the worst first."""
    corrected = {(one.place.path, problem) for one in made for problem in one.problems}
    found = [
        (file, problem)
        for file in assessment.files
        for problem in file.problems
        if problem.severity >= Severity.WARNING and (file.path, problem) not in corrected
    ]
    return sorted(found, key=lambda pair: -pair[1].severity)


def _opening(number: int, head: str) -> str:
    things = "One thing" if number == 1 else counted(number, "thing")
    return f"Thank you for this! {things} to look at in `{head[:7]}`:"


def _items(found: Found, files: str) -> list[str]:
    """One item for each line that has problems; lines of which the same is said share one."""
    on_line: dict[tuple[str, str], list[Problem]] = {}
    for file, problem in found:
        line = line_link(files, file.path, problem.span.line)
        place = line if file.in_head else "as it will be merged"
        on_line.setdefault((file.path, place), []).append(problem)
    places: dict[tuple[str, str], list[str]] = {}
    for (path, place), problems in on_line.items():
        places.setdefault((path, _said(problems)), []).append(place)
    return [_item(path, lines, said) for (path, said), lines in places.items()]


def _item(path: str, lines: list[str], said: str) -> str:
    # Paragraphs that a maintainer wrote for a closed section belong to the item.
    return f"- {code_span(path)}, {', '.join(lines)}: {said}".replace("\n", "\n  ")


def _said(problems: list[Problem]) -> str:
    errors = explained(one for one in problems if one.severity is Severity.ERROR)
    others = explained(one for one in problems if one.severity is not Severity.ERROR)
    return f"**Needed:** {errors} {others}".rstrip() if errors else others


def _shown(others: list[Suggestion], files: str) -> list[str]:
    """Corrections that have no place on the diff, as text to copy."""
    parts = []
    for one in others[:MOST_SHOWN]:
        lines = line_link(files, one.place.path, one.place.line, one.place.end_line)
        parts.append(f"Corrected, {code_span(one.place.path)}, {lines}:\n\n{fenced(one.text)}")
    return parts


def _suggested(others: int) -> str:
    if others == 1:
        return "One correction is suggested on its line, one click away."
    return f"{others} corrections are suggested on their lines, one click each."


def _ending(others: int) -> str:
    how = f"{_suggested(others)} " if others else ""
    return f"{how}This comment is brought up to date at every push."


def _shortened(number: int, head: str, closing: str, others: int) -> str:
    told = "It would be too long to list here, so please see the lines marked in the check."
    parts = [f"{MARKER}\n{_opening(number, head)[:-1]}. {told}", closing, _ending(others)]
    return "\n\n".join(part for part in parts if part)
