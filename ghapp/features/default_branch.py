"""What the default branch says at this moment: settings, files, template and past editions."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cachetools import LRUCache

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.exposure import note_exposure
from ghapp.newsletter.archive import Edition, EditionIndex, addresses_in
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.template import Template
from ghapp.ports.errors import TransientError
from ghapp.ports.store import Memory
from ghapp.review.surroundings import ReadingList
from ghapp.settings.reader import SettingsProblem, read_settings
from ghapp.settings.tree import SETTINGS_PATH, Settings

MOST_EDITIONS_KEPT = 2000

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
        # By blob SHA: what has the same SHA has the same bytes, in any repository.
        self._addresses: LRUCache[str, frozenset[str]] = LRUCache(MOST_EDITIONS_KEPT)

    async def read(self, context: JobContext) -> Snapshot:
        """Read everything that judging a pull request needs of the default branch."""
        repository = context.repository
        await note_exposure(context)
        branch = await repository.default_branch()
        tip = await repository.tip(branch)
        if tip is None:
            raise TransientError(f"{repository.name} has no branch {branch}")
        paths = await repository.paths(tip)
        wanted = ReadingList(await self._settings(context, paths), context.now.date())
        template = await _template(context, paths, wanted)
        archive = EditionIndex(
            [
                Edition(path, day, await self._addresses_in(context, paths[path]))
                for day, path in wanted.editions(paths)
            ]
        )
        return Snapshot(branch, tip, paths, wanted.surroundings(paths, template, archive))

    async def _settings(self, context: JobContext, paths: Mapping[str, str]) -> Settings:
        """The settings in force: the file's, or the last good ones while it has errors.

        A variable with an error is left out, and the others hold: one may say that we pause.
        """
        repository = context.repository
        variables = await repository.variables()
        blob = paths.get(SETTINGS_PATH)
        kept = (await context.recall(LastGoodSettings)).text
        text = None
        try:
            text = text_of(await repository.blob(blob)) if blob is not None else ""
            settings = read_settings(text, variables)
        except (SettingsProblem, Unreadable) as error:
            log.warning("%s: settings with errors are not used: %s", repository.name, error)
            text, settings = _without_errors((text, kept, ""), variables)
        await context.remember(LastGoodSettings(text))
        return settings

    async def _addresses_in(self, context: JobContext, blob: str) -> frozenset[str]:
        found = self._addresses.get(blob)
        if found is None:
            content = await context.repository.blob(blob)
            found = self._addresses[blob] = addresses_in(content.decode(errors="replace"))
        return found


def _without_errors(
    texts: Iterable[str | None], variables: Mapping[str, str]
) -> tuple[str, Settings]:
    """The first of some settings files that has no errors, under the variables that have none."""
    text = next(text for text in texts if text is not None and _is_good(text, {}))
    good = {name: value for name, value in variables.items() if _is_good(text, {name: value})}
    return text, read_settings(text, good)


def _is_good(text: str, variables: Mapping[str, str]) -> bool:
    try:
        read_settings(text, variables)
    except SettingsProblem:
        return False
    return True


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
