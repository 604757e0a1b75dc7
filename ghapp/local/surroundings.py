"""What the rules may know around a local file or commit: settings, template and editions."""

from __future__ import annotations

from contextlib import suppress

from ghapp.local.clone import Clone
from ghapp.local.problem import LocalProblem
from ghapp.newsletter.archive import Edition, EditionIndex, addresses_in
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.template import Template
from ghapp.review.surroundings import ReadingList, Surroundings
from ghapp.settings.reader import SettingsProblem, read_settings
from ghapp.settings.tree import SETTINGS_PATH, Settings


def settings_of(clone: Clone, commit: str) -> Settings:
    """The settings in a commit; all defaults without a file."""
    content = clone.file(commit, SETTINGS_PATH)
    if content is None:
        return Settings()
    try:
        return read_settings(text_of(content))
    except (Unreadable, SettingsProblem) as error:
        raise LocalProblem(f"{SETTINGS_PATH}: {error}") from error


class ClonedSurroundings:
    """The surroundings at any commit of a clone; what is the same in many is read once.

    Settings with errors are passed over for the last good ones, as they were at that time.
    """

    def __init__(self, clone: Clone) -> None:
        self._clone = clone
        self._settings = Settings()
        self._addresses: dict[str, frozenset[str]] = {}
        self._templates: dict[str, Template | None] = {}

    def at(self, commit: str) -> Surroundings:
        """What the newsletter's repository says at a commit."""
        paths = self._clone.paths(commit)
        today = self._clone.time_of(commit).date()
        wanted = ReadingList(self._settings_at(commit), today)
        template = self._template(paths.get(wanted.template))
        archive = EditionIndex(
            Edition(path, day, self._addresses_in(paths[path]))
            for day, path in wanted.editions(paths)
        )
        return wanted.surroundings(paths, template, archive)

    def _settings_at(self, commit: str) -> Settings:
        with suppress(LocalProblem):
            self._settings = settings_of(self._clone, commit)
        return self._settings

    def _template(self, blob: str | None) -> Template | None:
        if blob is not None and blob not in self._templates:
            try:
                self._templates[blob] = Template(text_of(self._clone.blob(blob)))
            except Unreadable:
                self._templates[blob] = None
        return self._templates[blob] if blob is not None else None

    def _addresses_in(self, blob: str) -> frozenset[str]:
        if blob not in self._addresses:
            text = self._clone.blob(blob).decode(errors="replace")
            self._addresses[blob] = addresses_in(text)
        return self._addresses[blob]
