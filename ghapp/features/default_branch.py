"""What the default branch says at this moment: settings, files, template and past editions."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cachetools import LRUCache

from ghapp.newsletter.archive import Edition, EditionIndex, addresses_in
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.template import Template
from ghapp.ports.errors import TransientError
from ghapp.ports.jobs import World
from ghapp.review.surroundings import ReadingList, Surroundings
from ghapp.settings.reader import SettingsProblem, read_settings
from ghapp.settings.tree import SETTINGS_PATH, Settings

MOST_EDITIONS_KEPT = 2000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The default branch as it was seen at one commit."""

    branch: str
    tip: str
    paths: Mapping[str, str]  # every file: path -> blob
    around: Surroundings

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.around.settings


class DefaultBranch:
    """Reads the default branch, parsing each edition only once in the life of the process."""

    def __init__(self) -> None:
        # By blob SHA: what has the same SHA has the same bytes, in any repository.
        self._addresses: LRUCache[str, frozenset[str]] = LRUCache(MOST_EDITIONS_KEPT)

    async def see(self, world: World) -> Snapshot:
        """Read everything that judging a pull request needs of the default branch."""
        repository = world.repository
        branch = await repository.default_branch()
        tip = await repository.tip(branch)
        if tip is None:
            raise TransientError(f"{repository.name} has no branch {branch}")
        paths = await repository.paths(tip)
        wanted = ReadingList(await self._settings(world, paths), world.now.date())
        template = await _template(world, paths, wanted.template)
        archive = EditionIndex(
            [
                Edition(path, day, await self._addresses_in(world, paths[path]))
                for day, path in wanted.editions(paths)
            ]
        )
        return Snapshot(branch, tip, paths, wanted.surroundings(paths, template, archive))

    async def _settings(self, world: World, paths: Mapping[str, str]) -> Settings:
        """The settings in force: the file's, or the last good ones while it has errors.

        A variable with an error is left out, and the others hold: one may say that we pause.
        """
        repository, store = world.repository, world.store
        variables = await repository.variables()
        blob = paths.get(SETTINGS_PATH)
        kept = await store.last_good_settings(repository.name)
        text = None
        try:
            text = text_of(await repository.blob(blob)) if blob is not None else ""
            settings = read_settings(text, variables)
        except (SettingsProblem, Unreadable) as error:
            log.warning("%s: settings with errors are not used: %s", repository.name, error)
            text, settings = _without_errors((text, kept, ""), variables)
        if text != kept:
            await store.keep_settings(repository.name, text)
        return settings

    async def _addresses_in(self, world: World, blob: str) -> frozenset[str]:
        found = self._addresses.get(blob)
        if found is None:
            content = await world.repository.blob(blob)
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


async def _template(world: World, paths: Mapping[str, str], path: str) -> Template | None:
    name = world.repository.name
    if path not in paths:
        log.warning("%s has no template at %s: no section labels", name, path)
        return None
    try:
        return Template(text_of(await world.repository.blob(paths[path])))
    except Unreadable as error:
        log.warning("%s: %s: %s", name, path, error)
        return None
