"""The problems in the files of a pull request, by rules, settings and encoding."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.files import LARGEST, Unreadable, text_of
from ghapp.newsletter.spans import Span
from ghapp.review.file_findings import FileFindings
from ghapp.review.files import FileBeforeAndAfter, FileStatus, Surroundings
from ghapp.rules.context import Context
from ghapp.rules.judge import judge
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.registry import rules
from ghapp.settings.reader import SettingsProblem, read_settings
from ghapp.settings.tree import SETTINGS_PATH

# What can be wrong with a whole file, which no setting turns off: what it means, and what to do.
FILE_PROBLEMS = {
    "encoding": (
        "What cannot be read cannot be published: the file is binary, not UTF-8, larger than"
        f" {LARGEST // 2**20} MiB, or a link to another repository. Nothing else in it was looked"
        " at. Save it as UTF-8 text. If you did not mean to change the whole file, start again from"
        " the one on the default branch."
    ),
    "line-ends": (
        "A file that is saved with the line ends of Windows (CRLF) counts as changed on every line,"
        " and conflicts with everybody's work. What its lines say was looked at as usual. Save it"
        " with the line ends LF, which editors also call Unix."
    ),
    "draft-gone": (
        "The draft of an edition that is not published yet was deleted or renamed: everybody's"
        " submissions go with it, and open pull requests have nothing to go into. Only publishing"
        " takes a draft away. Put the file back under its name; editors are not told."
    ),
    "settings": (
        "`.github/ghapp.toml` cannot be used as it is. Until it can, the last settings without an"
        " error stay in force. Correct what the message names; all that can be set is in"
        " [settings](settings.md)."
    ),
}


def find_problems(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings, least_fixed: Severity
) -> Iterator[FileFindings]:
    """The files of a pull request that have problems.

    Args:
        files: all that it changes.
        around: what the default branch says.
        least_fixed: problems below this severity are reported but not corrected.

    """
    context = Context(
        layout=around.layout,
        template=around.template,
        paths=around.paths,
        archive=around.archive,
        today=around.today,
        closed=around.settings.closed_sections,
        others=around.others,
        author=around.author,
        is_editor=around.is_editor,
    )
    yield from _drafts_gone(files, around)
    for file in files:
        if file.obstacle:
            yield FileFindings(file.path, (_file_problem("encoding", file.obstacle),))
        if file.head is None:
            continue
        if file.path == SETTINGS_PATH:
            problems = tuple(_settings_problems(file.head))
            if problems:
                yield FileFindings(file.path, problems)
        elif around.layout.kind(file.path) is not FileKind.OTHER:
            findings = _file_findings(file, context, around, least_fixed)
            if findings.problems:
                yield findings


def _file_findings(
    file: FileBeforeAndAfter, context: Context, around: Surroundings, least_fixed: Severity
) -> FileFindings:
    assert file.head is not None  # noqa: S101 - the caller leaves deleted files out
    try:
        text_of(file.head)
    except Unreadable as error:
        return FileFindings(file.path, (_file_problem("encoding", str(error)),))
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
    verdict = judge(change, context, rules(), severities, kind, least_fixed)
    problems = (*_line_ends(change), *verdict.problems)
    return FileFindings(file.path, problems, verdict.fixes, change.head.lines, verdict.fixed)


def _drafts_gone(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings
) -> Iterator[FileFindings]:
    """Drafts that were deleted or renamed, and whose edition has not come out thereby."""
    layout = around.layout
    paths = (*around.paths, *(file.path for file in files if file.status is not FileStatus.REMOVED))
    for file in files if not around.is_editor else ():
        gone = {FileStatus.REMOVED: file.path, FileStatus.RENAMED: file.previous_path}
        day = layout.day_of_draft(gone.get(file.status) or "")
        # Drafts of a wrong day were added by mistake, and are taken away.
        if day is None or day.weekday() != layout.weekday:
            continue
        if not any(layout.day_of_edition(path) == day for path in paths):
            message = (
                f"This takes away the draft of {day.isoformat()}, and everybody's submissions"
                " with it. Please put it back, under its name."
            )
            yield FileFindings(file.path, (_file_problem("draft-gone", message),))


def _line_ends(change: Change) -> Iterator[Problem]:
    if change.base is not None and change.base.text and "\r\n" not in change.base.text:
        windows = sum(end == "\r\n" for end in change.head.ends)
        if windows > len(change.head.ends) // 2:
            yield _file_problem(
                "line-ends",
                "Every line ends in CRLF now. Please save the file with LF line ends,"
                " or the whole file counts as changed and conflicts with everybody's work.",
            )


def _settings_problems(content: bytes) -> Iterator[Problem]:
    try:
        read_settings(text_of(content))
    except Unreadable as error:
        yield _file_problem("settings", str(error))
    except SettingsProblem as error:
        for message in error.errors:
            yield _file_problem("settings", message)


def _file_problem(name: str, message: str) -> Problem:
    """One of FILE_PROBLEMS, shown on the first line."""
    return Problem(Span.within(1, 0, 1), message, None, name, Severity.ERROR)
