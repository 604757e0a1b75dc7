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


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition by what it links to: canonical address -> line."""

    path: str
    day: date
    lines: Mapping[str, int]


class EditionIndex:
    """An archive of editions held in memory."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._newest_first = sorted(editions, key=lambda edition: edition.day, reverse=True)

    def find(self, url: str) -> Appearance | None:
        """The newest appearance of a page, by any spelling of its address."""
        key = canonical(url)
        if key is None:
            return None
        for edition in self._newest_first:
            line = edition.lines.get(key)
            if line is not None:
                return Appearance(edition.path, edition.day, line)
        return None


def addresses_in(text: str) -> dict[str, int]:
    """The canonical addresses that an edition links to, each with its last line."""
    return {
        key: link.line for link in Draft(text).links if (key := canonical(link.url)) is not None
    }
