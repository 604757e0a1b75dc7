"""The pull requests that are merged together, and what an editor may want to know of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ghapp.newsletter.code_spans import code_span
from ghapp.review.assessment import Assessment
from ghapp.review.files import FileBeforeAndAfter
from ghapp.rules.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Member:
    """A head that is to be merged, and what the app thinks of it."""

    head: str  # commit SHA
    files: tuple[FileBeforeAndAfter, ...]  # as they count: corrected and carried over
    assessment: Assessment
    name: str  # what to call it: `#12`, or the beginning of its SHA


def notes_on(members: list[Member]) -> Iterator[str]:
    """What whoever asks for many heads at once may want to decide upon, in words."""
    proposed: dict[str, str] = {}
    for member in members:
        for path, problem in _errors(member):
            where = f"on line {problem.span.line} of {code_span(path)}"
            yield f"{member.name} has an error {where}: {problem.message} [{problem.rule}]"
        for page in sorted(member.assessment.submitted):
            if page in proposed:
                other = proposed[page]
                yield f"{member.name} proposes the same page as {other}: {code_span(page)}."
            else:
                proposed[page] = member.name


def _errors(member: Member) -> Iterator[tuple[str, Problem]]:
    for file in member.assessment.files:
        for problem in file.problems:
            if problem.severity is Severity.ERROR:
                yield file.path, problem
