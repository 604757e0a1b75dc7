"""What a pull request touches, as labels: sections of drafts, and other files by their kind."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings


def section_label(title: str, prefix: str) -> str:
    """The label of a section; GitHub takes 50 characters."""
    name = prefix + title
    return name if len(name) <= 50 else name[:49] + "…"


def section_labels(files: tuple[FileBeforeAndAfter, ...], around: Surroundings) -> Iterator[str]:
    """The labels of the sections that it touches; none where it brings or takes a whole draft."""
    drafts = [file for file in files if FileKind.DRAFT in _kinds(file, around.layout)]
    if around.template is None or any(f.status is not FileStatus.MODIFIED for f in drafts):
        return
    for file in drafts:
        if file.change is not None:
            for section in file.change.sections(around.template):
                yield section_label(section.title, around.settings.labels.section_prefix)


def file_labels(files: tuple[FileBeforeAndAfter, ...], layout: Layout) -> Iterator[str]:
    """The labels of its files that are no drafts."""
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
