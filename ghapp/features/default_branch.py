"""What the default branch says at this moment: settings, files, template and past editions."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from cachetools import LRUCache

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.edition_addresses import EditionAddresses
from ghapp.features.exposure import note_exposure
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.template import Template
from ghapp.ports.errors import TransientError
from ghapp.ports.store import Memory
from ghapp.review.settings_in_force import SettingsInForce, settings_in_force
from ghapp.review.surroundings import ReadingList
from ghapp.settings.problem import SettingsError, listed
from ghapp.settings.tree import SETTINGS_PATH

MOST_EDITIONS_KEPT = 2000
MOST_REPOSITORIES_TOLD = 1000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LastGoodSettings(Memory):
    """The settings file as it was when it last had no errors."""

    kind: ClassVar[str] = "settings"
    is_of_what_was_read: ClassVar[bool] = True

    text: str | None = None  # until the app has read the repository for the first time


class DefaultBranch:
    """Reads the default branch, parsing each edition only once in the life of the process."""

    def __init__(self) -> None:
        self._editions = EditionAddresses(LRUCache(MOST_EDITIONS_KEPT))
        # By repository: what an operator was told of its settings.
        self._told: LRUCache[str, tuple[SettingsError, ...]] = LRUCache(MOST_REPOSITORIES_TOLD)

    async def read(self, context: JobContext) -> Snapshot:
        """Read everything that judging a pull request needs of the default branch."""
        repository = context.repository
        await note_exposure(context)
        branch = await repository.default_branch()
        tip = await repository.tip(branch)
        if tip is None:
            raise TransientError(f"{repository.name} has no branch {branch}")
        paths = await repository.paths(tip)
        found = await self._settings(context, paths)
        wanted = ReadingList(found.settings, context.now.date())
        template = await _template(context, paths, wanted)
        archive = await self._editions.index(repository, paths, wanted)
        around = wanted.surroundings(paths, template, archive)
        return Snapshot(branch, tip, paths, around, found.errors, found.left_out)

    async def _settings(self, context: JobContext, paths: Mapping[str, str]) -> SettingsInForce:
        """The settings in force, of which the file is remembered."""
        repository, blob = context.repository, paths.get(SETTINGS_PATH)
        content = await repository.blob(blob) if blob is not None else None
        kept = (await context.recall(LastGoodSettings)).text
        found = settings_in_force(content, kept, await repository.variables())
        self._tell_once(repository.name, (*found.errors, *found.left_out))
        await context.remember(LastGoodSettings(found.text))
        return found

    def _tell_once(self, name: str, errors: tuple[SettingsError, ...]) -> None:
        if errors and self._told.get(name) != errors:
            log.warning("%s: not used of the settings:\n%s", name, listed(errors))
        self._told[name] = errors


async def _template(
    context: JobContext, paths: Mapping[str, str], wanted: ReadingList
) -> Template | None:
    name, path = context.repository.name, wanted.template
    if path not in paths:
        log.warning("%s has no template at %s: no section labels", name, path)
        return None
    try:
        return wanted.template_of(text_of(await context.repository.blob(paths[path])))
    except Unreadable as error:
        log.warning("%s: %s: %s", name, path, error)
        return None
