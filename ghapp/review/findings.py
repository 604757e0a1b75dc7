"""The problems in the files of a pull request, by rules, settings and encoding."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.template import Template
from ghapp.records import replaced
from ghapp.review.file_findings import JudgedFile
from ghapp.review.file_problems import emptied, file_problem, line_ends, other_markup
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.settings_findings import settings_errors, unknown_sections
from ghapp.review.surroundings import Surroundings
from ghapp.rules.judge import judge
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.registry import rules
from ghapp.settings.reader import read_settings
from ghapp.settings.tree import SETTINGS_PATH


def find_problems(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings, least_fixed: Severity
) -> Iterator[JudgedFile]:
    """Judge the files of a pull request.

    Args:
        files: all that it changes.
        around: what the default branch says.
        least_fixed: problems below this severity are reported but not corrected.

    """
    yield from _drafts_gone(files, around)
    around = _with_proposed_template(files, around)
    for file in files:
        if file.obstacle:
            yield JudgedFile(file.path, (file_problem("encoding", file.obstacle),))
        if file.head is None:
            continue
        if file.path == SETTINGS_PATH:
            yield JudgedFile(file.path, tuple(_settings_problems(file.head, files, around)))
        elif around.layout.kind(file.path) is not FileKind.OTHER:
            yield _judged(file, around, least_fixed)


def _with_proposed_template(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings
) -> Surroundings:
    """The surroundings with the template as the pull request changes it, if it does."""
    for file in files:
        is_changed = file.path == around.layout.template and file.status is FileStatus.MODIFIED
        if is_changed and file.change is not None:
            return around.with_proposed(file.change.head.text)
    return around


def _judged(file: FileBeforeAndAfter, around: Surroundings, least_fixed: Severity) -> JudgedFile:
    assert file.head is not None  # noqa: S101 - the caller leaves deleted files out
    try:
        text_of(file.head)
    except Unreadable as error:
        return JudgedFile(file.path, (file_problem("encoding", str(error)),))
    change = file.change
    if change is None:
        return JudgedFile(file.path)
    if (unknown := other_markup(file.path)) is not None:
        return JudgedFile(file.path, (unknown,))
    kind = around.layout.kind(file.path)
    if file.status is not FileStatus.MODIFIED:
        # A draft added whole is the template's text and carried-over events: nobody's submission.
        # An edition added is a draft that is being published.
        if kind is not FileKind.EDITION:
            return JudgedFile(file.path)
        change, kind = Change.whole(file.path, change.head.text), FileKind.FINISHED
    if (nothing_left := emptied(change)) is not None:
        return JudgedFile(file.path, (nothing_left,))
    severities = around.settings.rules
    verdict = judge(change, around.context, rules(), severities, kind, least_fixed)
    return JudgedFile(file.path, tuple(line_ends(change)), verdict)


def _drafts_gone(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings
) -> Iterator[JudgedFile]:
    """Drafts that were deleted or renamed without becoming an edition."""
    layout, context = around.layout, around.context
    left = (file.path for file in files if file.status is not FileStatus.REMOVED)
    published = {layout.day_of_edition(path) for path in (*context.paths, *left)}
    for file in files:
        gone = {FileStatus.REMOVED: file.path, FileStatus.RENAMED: file.previous_path}
        day = layout.day_of_draft(gone.get(file.status) or "")
        # Drafts of a wrong day were added by mistake, and are taken away.
        if day is None or day.weekday() != layout.weekday or day in published:
            continue
        message = (
            f"This takes away the draft of {day.isoformat()}, and everybody's submissions"
            " with it. Please put it back, under its name."
        )
        problem = replaced(file_problem("draft-gone", message), spares_editors=True)
        yield JudgedFile(file.path, (problem,))


def _settings_problems(
    content: bytes, files: tuple[FileBeforeAndAfter, ...], around: Surroundings
) -> Iterator[Problem]:
    errors = settings_errors(content)
    for error in errors:
        yield file_problem("settings", error.message, error.line or 1)
    template = _template_for(content, files, around) if not errors else None
    if template is not None:
        for doubt in unknown_sections(content, template):
            yield file_problem("settings", doubt.message, doubt.line or 1, Severity.WARNING)


def _template_for(
    content: bytes, files: tuple[FileBeforeAndAfter, ...], around: Surroundings
) -> Template | None:
    """The template that goes with a settings file; None where it is not among what was read."""
    draft = read_settings(text_of(content)).draft
    for file in files:
        if file.path == draft.template and file.head is not None:
            return Template(file.head.decode(errors="replace"))
    return around.template if draft.template == around.layout.template else None
