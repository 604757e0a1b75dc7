"""The git work tree around a file: its settings, template and editions, read from disk."""

from __future__ import annotations

from pathlib import Path

from ghapp.local.archive import DiskArchive
from ghapp.local.clone import CloneProblem
from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.template import Template
from ghapp.records import record
from ghapp.rules.rule import Context
from ghapp.settings import SETTINGS_PATH, Settings
from ghapp.settings_file import SettingsProblem, read_settings


@record
class WorkTree:
    """What stands around a file; `root` is None outside a git work tree."""

    root: Path | None
    settings: Settings
    context: Context

    @property
    def layout(self) -> Layout:
        """Where the newsletter keeps its files."""
        return self.context.layout

    @classmethod
    def around(cls, path: Path, archive: Path | None) -> WorkTree:
        """Look for the work tree that a file lies in."""
        root = next((up for up in path.resolve().parents if (up / ".git").exists()), None)
        settings = _settings(root) if root is not None else Settings()
        layout = settings.layout
        editions = archive or (root / layout.editions if root is not None else None)
        if archive is not None and not archive.is_dir():
            raise CloneProblem(f"{archive} is no folder.")
        paths = _paths(root, layout)
        context = Context(
            layout=layout,
            template=_template(root, layout),
            current_draft=layout.current_draft(paths),
            newest_edition=layout.newest_edition(paths),
            archive=DiskArchive.of(editions, layout, settings.duplicates.editions),
        )
        return cls(root, settings, context)

    def name_of(self, path: Path) -> str:
        """The path of a file within the work tree, with forward slashes."""
        if self.root is None:
            return path.name
        return path.resolve().relative_to(self.root).as_posix()


def _settings(root: Path) -> Settings:
    path = root / SETTINGS_PATH
    if not path.exists():
        return Settings()
    try:
        return read_settings(text_of(path.read_bytes()))
    except (Unreadable, SettingsProblem) as error:
        raise CloneProblem(f"{SETTINGS_PATH}: {error}") from error


def _template(root: Path | None, layout: Layout) -> Template | None:
    if root is None or not (root / layout.template).is_file():
        return None
    try:
        return Template(text_of((root / layout.template).read_bytes()))
    except Unreadable as error:
        raise CloneProblem(f"{layout.template}: {error}") from error


def _paths(root: Path | None, layout: Layout) -> list[str]:
    if root is None:
        return []
    return [
        f"{folder}/{path.name}"
        for folder in (layout.drafts, layout.editions)
        if (root / folder).is_dir()
        for path in (root / folder).iterdir()
    ]
