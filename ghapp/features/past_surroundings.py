"""What stood around a pull request when it was merged: the newsletter as it was at that commit."""

from __future__ import annotations

from contextlib import suppress

from ghapp.newsletter.archive import Edition, EditionIndex, addresses_in
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.rendering import Renderer
from ghapp.newsletter.template import Template
from ghapp.ports.repository import Repository
from ghapp.ports.values import MergedPull
from ghapp.review.surroundings import ReadingList, Surroundings
from ghapp.settings.tree import Settings


class PastSurroundings:
    """The surroundings at many commits; what is the same in several is read once."""

    def __init__(self, repository: Repository, settings: Settings) -> None:
        self._repository = repository
        self._settings = settings  # for all of them, whatever the file said then
        self._renderer = Renderer()
        self._addresses: dict[str, frozenset[str]] = {}  # by blob, as the templates are
        self._templates: dict[str, Template | None] = {}

    async def of(self, pull: MergedPull) -> Surroundings:
        """What the branch said that a pull request was merged into.

        Raises:
            RequestRejected, TransientError: as the repository's reads.

        """
        paths = await self._repository.paths(pull.base)
        wanted = ReadingList(self._settings, pull.base_at.date())
        template = await self._template(paths.get(wanted.template), wanted)
        editions = [
            Edition(path, day, await self._addresses_in(paths[path]))
            for day, path in wanted.editions(paths)
        ]
        return wanted.surroundings(paths, template, EditionIndex(editions), self._renderer)

    async def _template(self, blob: str | None, wanted: ReadingList) -> Template | None:
        if blob is None:
            return None
        if blob not in self._templates:
            self._templates[blob] = None
            with suppress(Unreadable):
                text = text_of(await self._repository.blob(blob))
                self._templates[blob] = wanted.template_of(text)
        return self._templates[blob]

    async def _addresses_in(self, blob: str) -> frozenset[str]:
        if blob not in self._addresses:
            content = await self._repository.blob(blob)
            self._addresses[blob] = addresses_in(content.decode(errors="replace"))
        return self._addresses[blob]
