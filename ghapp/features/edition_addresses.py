"""What past editions link to: each is read once, however many commits have it."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from ghapp.newsletter.archive import Edition, EditionIndex, addresses_in
from ghapp.ports.repository import Repository
from ghapp.review.surroundings import ReadingList


class EditionAddresses:
    """The addresses in editions, kept by blob: what has the same SHA has the same bytes."""

    def __init__(self, kept: MutableMapping[str, frozenset[str]]) -> None:
        """Begin with what `kept` has; a bounded mapping bounds the memory that this takes."""
        self._kept = kept

    async def index(
        self, repository: Repository, paths: Mapping[str, str], wanted: ReadingList
    ) -> EditionIndex:
        """The index of the editions that are searched.

        Args:
            repository: where they lie.
            paths: every file of a commit: path -> blob SHA.
            wanted: says which editions.

        """
        return EditionIndex(
            [
                Edition(path, day, await self._of(repository, paths[path]))
                for day, path in wanted.editions(paths)
            ]
        )

    async def _of(self, repository: Repository, blob: str) -> frozenset[str]:
        found = self._kept.get(blob)
        if found is None:
            content = await repository.blob(blob)
            found = self._kept[blob] = addresses_in(content.decode(errors="replace"))
        return found
