"""Pull requests that change nothing but closed sections: nobody will merge them as they are."""

from __future__ import annotations

from collections.abc import Iterable

from ghapp.newsletter.calendar import FileKind
from ghapp.review.file_findings import FileFindings
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings
from ghapp.rules.closed_section import RULE
from ghapp.rules.context import Closed
from ghapp.rules.problem import Problem, Severity


def closed_sections(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings
) -> tuple[Closed, ...]:
    """The closed sections that a pull request changes; none where it changes anything else."""
    context, template = around.context, around.template
    if not context.closed or template is None:
        return ()
    found: dict[str, Closed] = {}
    for file in files:
        is_draft = around.layout.kind(file.path) is FileKind.DRAFT
        if not is_draft or file.status is not FileStatus.MODIFIED or file.change is None:
            return ()
        for section in file.change.places(template):
            closed = context.closed_in(file.path, section.key) if section else None
            if closed is None:
                return ()
            found[closed.key] = closed
    return tuple(found.values())


def tells_of_closed(files: Iterable[FileFindings]) -> bool:
    """Whether a report on these files tells of a closed section: a notice is in no report."""
    return any(about_closed(file) for file in files)


def about_closed(file: FileFindings) -> tuple[Problem, ...]:
    """What a report tells of closed sections."""
    return tuple(
        problem
        for problem in file.problems
        if problem.rule == RULE.name and problem.severity >= Severity.WARNING
    )
