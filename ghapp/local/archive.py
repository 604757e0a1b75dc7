"""The editions in a folder as an index, read only when the first address is looked up."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ghapp.newsletter.archive import Appearance, Edition, EditionIndex, addresses_in
from ghapp.newsletter.calendar import Layout


class DiskArchive:
    """The last editions of a folder."""

    def __init__(self, folder: Path, layout: Layout, most: int) -> None:
        self._folder = folder
        self._layout = layout
        self._most = most

    @classmethod
    def of(cls, folder: Path | None, layout: Layout, most: int) -> DiskArchive | None:
        """The archive in a folder; None without one."""
        return cls(folder, layout, most) if folder is not None and folder.is_dir() else None

    @cached_property
    def _index(self) -> EditionIndex:
        names = [
            (day, path)
            for path in self._folder.iterdir()
            if (day := self._layout.day_of_edition(f"{self._layout.editions}/{path.name}"))
        ]
        newest = sorted(names, reverse=True)[: self._most]
        return EditionIndex(
            Edition(
                f"{self._layout.editions}/{path.name}",
                day,
                addresses_in(path.read_text(errors="replace")),
            )
            for day, path in newest
        )

    def find(self, url: str) -> Appearance | None:
        """The newest appearance of a page, by any spelling of its address."""
        return self._index.find(url)
