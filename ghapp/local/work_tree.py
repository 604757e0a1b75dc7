"""The git work tree around a file: its settings, template and editions, read from disk."""

from __future__ import annotations

import os

from ghapp.local.archive import DiskArchive
from ghapp.local.caching import load, name_for, save
from ghapp.local.files import read_file
from ghapp.local.problem import LocalProblem
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.records import record
from ghapp.review.surroundings import ReadingList, Surroundings
from ghapp.settings.tree import SETTINGS_PATH, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ghapp.newsletter.rendering import Renderer
    from ghapp.newsletter.template import Template


@record
class WorkTree:
    """What stands around a file; `root` is None outside a git work tree."""

    root: str | None
    around: Surroundings
    # The files and folders that were read or looked for, and whether it was for names only.
    inputs: dict[str, bool]

    @classmethod
    def at(cls, root: str | None, archive: str | None, today: date, renderer: Renderer) -> WorkTree:
        """Read what stands in a work tree; other editions than its own where they are given."""
        wanted = ReadingList(_settings(root) if root is not None else Settings(), today)
        layout = wanted.layout
        if archive is not None and not os.path.isdir(archive):
            raise LocalProblem(f"{archive} is no folder.")
        editions = archive or (f"{root}/{layout.editions}" if root is not None else None)
        return cls(
            root,
            wanted.surroundings(
                paths=_paths(root, wanted.folders) if root is not None else (),
                template=_template(root, wanted) if root is not None else None,
                archive=DiskArchive.of(editions, layout, wanted.most_editions),
                renderer=renderer,
            ),
            _inputs(root, editions and os.path.abspath(editions), wanted),
        )

    def name_of(self, path: str) -> str:
        """The path of a file within the work tree, with forward slashes."""
        if self.root is None:
            return os.path.basename(path)
        return os.path.relpath(os.path.realpath(path), self.root).replace(os.sep, "/")


def _settings(root: str) -> Settings:
    path = f"{root}/{SETTINGS_PATH}"
    if not os.path.exists(path):
        return Settings()
    # Only where there are any: loading what reads them is slow.
    from ghapp.settings.problem import SettingsProblem
    from ghapp.settings.reader import parsed, settings_from

    try:
        text = text_of(read_file(path))
        cache = name_for("settings", path)
        (values,) = load(cache, text) or (None,)
        if values is None:
            values = parsed(text)
            save(cache, text, values)
        return settings_from(values, text)
    except Unreadable as error:
        raise LocalProblem(f"{SETTINGS_PATH}: {error}") from error
    except SettingsProblem as problem:
        raise LocalProblem(problem.listed(f"{SETTINGS_PATH}:")) from problem


def _inputs(root: str | None, editions: str | None, wanted: ReadingList) -> dict[str, bool]:
    inputs = {editions: False} if editions is not None else {}
    if root is not None:
        names = (SETTINGS_PATH, wanted.template, *wanted.folders)
        inputs = {**dict.fromkeys((f"{root}/{name}" for name in names), True), **inputs}
    return inputs


def _template(root: str, wanted: ReadingList) -> Template | None:
    path = wanted.template
    if not os.path.isfile(f"{root}/{path}"):
        return None
    try:
        return wanted.template_of(text_of(read_file(f"{root}/{path}")))
    except Unreadable as error:
        raise LocalProblem(f"{path}: {error}") from error


def _paths(root: str, folders: Iterable[str]) -> list[str]:
    return [
        f"{folder}/{name}"
        for folder in folders
        if os.path.isdir(f"{root}/{folder}")
        for name in os.listdir(f"{root}/{folder}")
    ]
