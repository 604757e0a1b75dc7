"""The problems in the files of a pull request, by rules, settings and encoding."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.review.file_findings import FileFindings
from ghapp.review.file_problems import file_problem, line_ends
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings
from ghapp.rules.judge import judge
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.registry import rules
from ghapp.settings.reader import SettingsProblem, read_settings
from ghapp.settings.tree import SETTINGS_PATH


def find_problems(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings, least_fixed: Severity
) -> Iterator[FileFindings]:
    """The files of a pull request that were looked at, with their problems.

    Args:
        files: all that it changes.
        around: what the default branch says.
        least_fixed: problems below this severity are reported but not corrected.

    """
    for file in files:
        if file.obstacle:
            yield FileFindings(file.path, (file_problem("encoding", file.obstacle),))
        if file.head is None:
            continue
        if file.path == SETTINGS_PATH:
            yield FileFindings(file.path, tuple(_settings_problems(file.head)))
        elif around.layout.kind(file.path) is not FileKind.OTHER:
            yield _file_findings(file, around, least_fixed)


def _file_findings(
    file: FileBeforeAndAfter, around: Surroundings, least_fixed: Severity
) -> FileFindings:
    assert file.head is not None  # noqa: S101 - the caller leaves deleted files out
    try:
        text_of(file.head)
    except Unreadable as error:
        return FileFindings(file.path, (file_problem("encoding", str(error)),))
    change = file.change
    if change is None:
        return FileFindings(file.path, ())
    kind = around.layout.kind(file.path)
    if file.status is not FileStatus.MODIFIED:
        # A draft added whole is the template's text and carried-over events: nobody's submission.
        # An edition added is a draft that is being published.
        if kind is not FileKind.EDITION:
            return FileFindings(file.path, ())
        change, kind = Change.whole(file.path, change.head.text), FileKind.FINISHED
    severities = around.settings.rules
    verdict = judge(change, around.context, rules(), severities, kind, least_fixed)
    problems = (*line_ends(change), *verdict.problems)
    return FileFindings(
        path=file.path,
        problems=problems,
        fixes=verdict.fixes,
        lines=change.head.lines,
        fixed=verdict.fixed,
        judged=len(change.added),
    )


def _settings_problems(content: bytes) -> Iterator[Problem]:
    try:
        read_settings(text_of(content))
    except Unreadable as error:
        yield file_problem("settings", str(error))
    except SettingsProblem as error:
        for message in error.errors:
            yield file_problem("settings", message)
