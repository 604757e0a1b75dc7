"""What stood around a pull request when it was merged: the newsletter as it was at that commit."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from ghapp.features.edition_addresses import EditionAddresses
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.rendering import Renderer
from ghapp.newsletter.template import Template
from ghapp.ports.repository import Repository
from ghapp.review.surroundings import ReadingList, Surroundings
from ghapp.settings.tree import Settings


class PastSurroundings:
    """The surroundings at many commits; what is the same in several is read once."""

    def __init__(self, repository: Repository, settings: Settings) -> None:
        self._repository = repository
        self._settings = settings  # for all of them, whatever the file said then
        self._renderer = Renderer()
        self._editions = EditionAddresses({})
        self._templates: dict[str, Template | None] = {}  # by blob

    async def at(self, commit: str, day: date) -> Surroundings:
        """What the branch said at a commit of that day.

        Raises:
            RequestRejected, TransientError: as the repository's reads.

        """
        paths = await self._repository.paths(commit)
        wanted = ReadingList(self._settings, day)
        template = await self._template(paths.get(wanted.template), wanted)
        archive = await self._editions.index(self._repository, paths, wanted)
        return wanted.surroundings(paths, template, archive, self._renderer)

    async def _template(self, blob: str | None, wanted: ReadingList) -> Template | None:
        if blob is None:
            return None
        if blob not in self._templates:
            self._templates[blob] = None
            with suppress(Unreadable):
                text = text_of(await self._repository.blob(blob))
                self._templates[blob] = wanted.template_of(text)
        return self._templates[blob]
