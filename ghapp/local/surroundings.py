"""What the rules may know around a local file or commit: settings, template and editions."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from ghapp.local.clone import Clone
from ghapp.local.files import read_file
from ghapp.local.problem import LocalProblem
from ghapp.newsletter.archive import Edition, EditionIndex, addresses_in
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.rendering import Renderer
from ghapp.newsletter.template import Template
from ghapp.review.surroundings import ReadingList, Surroundings
from ghapp.settings.problem import SettingsProblem
from ghapp.settings.reader import read_settings
from ghapp.settings.tree import SETTINGS_PATH, Settings


def settings_of(clone: Clone, commit: str) -> Settings:
    """The settings in a commit; all defaults without a file."""
    content = clone.file(commit, SETTINGS_PATH)
    return _settings_in(content, SETTINGS_PATH) if content is not None else Settings()


@dataclass(frozen=True, slots=True)
class SettingsSource:
    """Which settings hold for the commits of a clone."""

    fixed: Settings | None  # for all of them; None: each has its own
    name: str  # for who reads what came of it


def settings_source(clone: Clone, file: str | None) -> SettingsSource:
    """A file's settings for all commits, or each commit's own; the work tree's if none has any."""
    if file is not None:
        return SettingsSource(_settings_in(read_file(file), file), f"those in {file}")
    if clone.has_had(SETTINGS_PATH):
        return SettingsSource(None, "those of each base commit")
    path = clone.path / SETTINGS_PATH
    if not path.is_file():
        return SettingsSource(None, f"the defaults, as there is no {SETTINGS_PATH}")
    settings = _settings_in(read_file(str(path)), SETTINGS_PATH)
    return SettingsSource(settings, f"those in the work tree, as no commit has a {SETTINGS_PATH}")


def _settings_in(content: bytes, name: str) -> Settings:
    try:
        return read_settings(text_of(content))
    except Unreadable as error:
        raise LocalProblem(f"{name}: {error}") from error
    except SettingsProblem as problem:
        raise LocalProblem(problem.listed(f"{name}:")) from problem


class ClonedSurroundings:
    """The surroundings at any commit of a clone; what is the same in many is read once.

    Settings with errors are passed over for the last good ones, as they were at that time.
    """

    def __init__(self, clone: Clone, settings: Settings | None = None) -> None:
        self._clone = clone
        self._fixed = settings  # for all commits
        self._settings = Settings()
        self._renderer = Renderer()
        self._last: tuple[str, Surroundings] | None = None  # several pull requests have one base
        self._addresses: dict[str, frozenset[str]] = {}
        self._templates: dict[tuple[str, tuple[str, ...]], Template | None] = {}

    def at(self, commit: str) -> Surroundings:
        """What the newsletter's repository says at a commit."""
        if self._last is None or self._last[0] != commit:
            self._last = commit, self._read(commit)
        return self._last[1]

    def _read(self, commit: str) -> Surroundings:
        paths = self._clone.paths(commit)
        today = self._clone.time_of(commit).date()
        wanted = ReadingList(self._fixed or self._settings_at(commit), today)
        template = self._template(paths.get(wanted.template), wanted)
        archive = EditionIndex(
            Edition(path, day, self._addresses_in(paths[path]))
            for day, path in wanted.editions(paths)
        )
        return wanted.surroundings(paths, template, archive, self._renderer)

    def _settings_at(self, commit: str) -> Settings:
        with suppress(LocalProblem):
            self._settings = settings_of(self._clone, commit)
        return self._settings

    def _template(self, blob: str | None, wanted: ReadingList) -> Template | None:
        if blob is None:
            return None
        key = blob, wanted.settings.newsletter.placeholders
        if key not in self._templates:
            try:
                self._templates[key] = wanted.template_of(text_of(self._clone.blob(blob)))
            except Unreadable:
                self._templates[key] = None
        return self._templates[key]

    def _addresses_in(self, blob: str) -> frozenset[str]:
        if blob not in self._addresses:
            text = self._clone.blob(blob).decode(errors="replace")
            self._addresses[blob] = addresses_in(text)
        return self._addresses[blob]
