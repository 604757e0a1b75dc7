"""One pull request judged, purely: its labels and its problems, from the files it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.comparing import SubmissionChange, compare, pages
from ghapp.newsletter.submissions import submissions
from ghapp.records import replaced
from ghapp.review.closed_only import about_closed, closed_sections, tells_of_closed
from ghapp.review.file_findings import FileFindings, JudgedFile
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.findings import find_problems
from ghapp.review.settings_findings import changed_settings
from ghapp.review.surroundings import Surroundings
from ghapp.review.touched import file_labels, section_labels
from ghapp.rules.context import Closed
from ghapp.rules.problem import Severity

NEEDS_FIXES = "needs fixes"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a pull request the rules checked."""

    drafts: int = 0
    other_files: int = 0  # editions and templates
    lines: int = 0  # changed ones


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the app thinks of a pull request."""

    section_labels: frozenset[str]
    file_labels: frozenset[str]
    files: tuple[FileFindings, ...]  # those with problems
    extent: Extent = Extent()
    submitted: frozenset[str] = frozenset()  # pages new in drafts, by canonical address
    added: tuple[str, ...] = ()  # submissions new in drafts, in Markdown
    settings: tuple[str, ...] | None = None  # what it changes in them; None: they are not touched
    closed: tuple[Closed, ...] = ()  # sections that the author is told of, and nothing else changes

    @property
    def labels(self) -> frozenset[str]:
        """All labels that say what a pull request touches, and whether it needs fixes."""
        labels = self.section_labels | self.file_labels
        return labels | {NEEDS_FIXES} if self.needs_fixes else labels

    @property
    def needs_fixes(self) -> bool:
        """Whether anything should be corrected: a notice is only a hint."""
        return self.worst >= Severity.WARNING

    @property
    def worst(self) -> Severity:
        """The severity of the worst problem; OFF when there is none."""
        severities = (problem.severity for file in self.files for problem in file.problems)
        return max(severities, default=Severity.OFF)

    def section_titles(self, prefix: str) -> list[str]:
        """The sections that it touches, as the template calls them; labels begin with `prefix`."""
        return sorted(label.removeprefix(prefix) for label in self.section_labels)

    @property
    def for_comments(self) -> Assessment:
        """What is said in comments: of what nobody will merge where it is, nothing but that."""
        if not self.closed:
            return self
        files = (replaced(file, problems=about_closed(file), fixes=()) for file in self.files)
        return replace(self, files=tuple(file for file in files if file.problems))

    def with_moved(self, paths: frozenset[str]) -> Assessment:
        """The same, with files marked that the head has not, or not so."""
        if not paths:
            return self
        files = (replaced(file, in_head=file.path not in paths) for file in self.files)
        return replace(self, files=tuple(files))

    def count(self, severity: Severity) -> int:
        """How many problems of a severity there are."""
        return sum(p.severity is severity for file in self.files for p in file.problems)


@dataclass(frozen=True, slots=True)
class Review:
    """A pull request judged, before anybody asked who its author is."""

    section_labels: frozenset[str]
    file_labels: frozenset[str]
    files: tuple[JudgedFile, ...]
    submitted: frozenset[str]  # pages new in drafts, by canonical address
    added: tuple[str, ...]  # submissions new in drafts, in Markdown
    settings: tuple[str, ...] | None  # as in Assessment
    layout: Layout
    closed: tuple[Closed, ...] = ()  # sections, where it changes nothing else

    @property
    def depends_on_author(self) -> bool:
        """Whether editors are spared any of its problems."""
        return any(file.depends_on_author for file in self.files)

    def assessment(self, *, is_editor: bool) -> Assessment:
        """What the app thinks of it, now that it knows whether its author is an editor."""
        found = [file.findings(is_editor=is_editor) for file in self.files]
        return Assessment(
            section_labels=self.section_labels,
            file_labels=self.file_labels,
            files=tuple(file for file in found if file.problems),
            extent=_extent(found, self.layout),
            submitted=self.submitted,
            added=self.added,
            settings=self.settings,
            closed=self.closed if tells_of_closed(found) else (),
        )


def review(
    files: tuple[FileBeforeAndAfter, ...],
    around: Surroundings,
    least_fixed: Severity = Severity.WARNING,
) -> Review:
    """Judge a pull request by the files that it changes.

    Args:
        files: all of them, before and after.
        around: the settings, and what the rules may know besides the change.
        least_fixed: problems below this severity are reported but not corrected.

    """
    compared = list(_compared(files, around))
    return Review(
        section_labels=frozenset(section_labels(files, around)),
        file_labels=frozenset(file_labels(files, around.layout)),
        files=tuple(find_problems(files, around, least_fixed)),
        submitted=frozenset(page for changes in compared for page in pages(changes)),
        added=tuple(
            one.after.text
            for changes in compared
            for one in changes
            if one.after and one.before is None
        ),
        settings=changed_settings(files, around.settings),
        layout=around.layout,
        closed=closed_sections(files, around),
    )


def _extent(found: list[FileFindings], layout: Layout) -> Extent:
    judged = [file for file in found if file.judged is not None]
    drafts = sum(layout.kind(file.path) is FileKind.DRAFT for file in judged)
    lines = sum(file.judged or 0 for file in judged)
    return Extent(drafts, len(judged) - drafts, lines)


def _compared(
    files: tuple[FileBeforeAndAfter, ...], around: Surroundings
) -> Iterator[list[SubmissionChange]]:
    """What becomes of the submissions of each draft."""
    for file in files:
        change = file.change
        if change is None or change.base is None or file.status is not FileStatus.MODIFIED:
            continue
        if around.layout.kind(file.path) is FileKind.DRAFT:
            before = submissions(change.base, around.template)
            yield compare(before, submissions(change.head, around.template))
