"""The published editions as an index: where an address has stood before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ghapp.newsletter.addresses import canonical
from ghapp.newsletter.draft import Draft


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where an address stood: the edition's path and date, and the line."""

    path: str
    day: date
    line: int


class Archive(Protocol):
    """An index of editions by canonical address."""

    def find(self, url: str) -> Appearance | None:
        """The newest appearance of a page, by any spelling of its address."""


class EditionIndex:
    """An archive held in memory."""

    def __init__(self, appearances: Mapping[str, Appearance]) -> None:
        self._appearances = appearances

    @classmethod
    def of(cls, editions: Iterable[tuple[str, date, str]]) -> EditionIndex:
        """Index editions given as (path, date, text)."""
        appearances: dict[str, Appearance] = {}
        for path, day, text in sorted(editions, key=lambda edition: edition[1]):
            for key, line in addresses_in(text):
                appearances[key] = Appearance(path, day, line)
        return cls(appearances)

    def find(self, url: str) -> Appearance | None:
        """The newest appearance of a page, by any spelling of its address."""
        key = canonical(url)
        return self._appearances.get(key) if key is not None else None


def addresses_in(text: str) -> list[tuple[str, int]]:
    """The canonical addresses that an edition links to, with their lines."""
    found = []
    for link in Draft(text).links:
        key = canonical(link.url)
        if key is not None:
            found.append((key, link.line))
    return found
