"""One pull request judged, purely: its labels and its problems, from the files it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ghapp.newsletter.archive import Archive
from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.spans import Span
from ghapp.newsletter.template import Template
from ghapp.ports import FileStatus
from ghapp.rules.book import rules
from ghapp.rules.judge import LineFix, judge
from ghapp.rules.rule import Context, Problem, Severity
from ghapp.settings import SETTINGS_PATH, Settings
from ghapp.settings_file import SettingsProblem, read_settings


@dataclass(frozen=True, slots=True)
class FileBeforeAndAfter:
    """A changed file: its bytes at the merge base and at the head, where it is needed and there."""

    path: str
    status: FileStatus
    base: bytes | None
    head: bytes | None
    previous_path: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the default branch says: the settings, the files, the template and the archive."""

    settings: Settings
    paths: Mapping[str, str]
    template: Template | None
    archive: Archive | None
    today: date | None

    @property
    def layout(self) -> Layout:
        """Where the newsletter keeps its files."""
        return self.settings.layout


@dataclass(frozen=True, slots=True)
class FileFindings:
    """The problems in one file, by line, with the fixes that never overlap."""

    path: str
    problems: tuple[Problem, ...]
    fixes: tuple[LineFix, ...] = ()
    lines: Sequence[str] = ()  # of the head, without their ends
    fixed: str | None = None  # the whole text with all fixes

    def fix_for(self, problem: Problem) -> LineFix | None:
        """The fix of the lines that a problem stands on."""
        for fix in self.fixes:
            if fix.line <= problem.span.last_line and problem.span.line <= fix.end_line:
                return fix
        return None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the app thinks of a pull request."""

    section_labels: frozenset[str]
    file_labels: frozenset[str]
    files: tuple[FileFindings, ...]

    @property
    def worst(self) -> Severity:
        """The severity of the worst problem; OFF when there is none."""
        severities = (problem.severity for file in self.files for problem in file.problems)
        return max(severities, default=Severity.OFF)

    def count(self, severity: Severity) -> int:
        """How many problems of a severity there are."""
        return sum(p.severity is severity for file in self.files for p in file.problems)


def is_read(path: str, layout: Layout) -> bool:
    """Whether the app needs the content of a changed file."""
    return layout.kind(path) is not FileKind.OTHER or path == SETTINGS_PATH


def assess(
    files: tuple[FileBeforeAndAfter, ...],
    around: Surroundings,
    least_fixed: Severity = Severity.WARNING,
) -> Assessment:
    """Judge a pull request by the files that it changes."""
    return Assessment(
        section_labels=frozenset(_section_labels(files, around)),
        file_labels=frozenset(_file_labels(files, around.layout)),
        files=tuple(_findings(files, around, least_fixed)),
    )


def section_label(title: str, prefix: str) -> str:
    """The label of a section; GitHub takes 50 characters."""
    name = prefix + title
    return name if len(name) <= 50 else name[:49] + "…"


def _section_labels(files: tuple[FileBeforeAndAfter, ...], around: Surroundings) -> Iterator[str]:
    drafts = [file for file in files if FileKind.DRAFT in _kinds(file, around.layout)]
    if around.template is None or any(f.status is not FileStatus.MODIFIED for f in drafts):
        return
    for file in drafts:
        change = _change(file)
        if change is not None:
            for section in change.sections(around.template):
                yield section_label(section.title, around.settings.labels.section_prefix)


def _file_labels(files: tuple[FileBeforeAndAfter, ...], layout: Layout) -> Iterator[str]:
    names = {
        FileKind.EDITION: "published edition",
        FileKind.TEMPLATE: "draft template",
        FileKind.OTHER: "tooling",
    }
    for file in files:
        for kind in _kinds(file, layout):
            if kind in names:
                yield names[kind]


def _kinds(file: FileBeforeAndAfter, layout: Layout) -> set[FileKind]:
    paths = [file.path] if file.previous_path is None else [file.path, file.previous_path]
    return {layout.kind(path) for path in paths}


def _change(file: FileBeforeAndAfter) -> Change | None:
    """What changes in a file's text; None where it cannot be read or is gone."""
    if file.head is None:
        return None
    try:
        head = text_of(file.head)
        base = text_of(file.base) if file.base is not None else ""
    except Unreadable:
        return None
    return Change.between(file.path, base, head)


def _findings(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings, least_fixed: Severity
) -> Iterator[FileFindings]:
    context = Context(
        layout=around.layout,
        template=around.template,
        current_draft=around.layout.current_draft(around.paths),
        newest_edition=around.layout.newest_edition(around.paths),
        archive=around.archive,
        today=around.today,
    )
    for file in files:
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
    change = _change(file)
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


def _file_problem(rule: str, message: str) -> Problem:
    """A problem of a whole file, shown on its first line."""
    return Problem(Span.within(1, 0, 1), message, None, rule, Severity.ERROR)
