"""The published editions as an index: where an address has stood before."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Set
from datetime import date

from ghapp.newsletter.addresses import canonical
from ghapp.newsletter.markdown import read_addresses
from ghapp.records import record


@record
class Appearance:
    """Where a page stood: the edition's path and date."""

    path: str
    day: date


class Archive(ABC):
    """An index of editions by canonical address."""

    @abstractmethod
    def find(self, address: str) -> Appearance | None:
        """The newest appearance of a page, by its canonical address."""

    @abstractmethod
    def before(self, day: date) -> Archive:
        """The editions that had been published before a day."""


@record
class Edition:
    """One edition by what it links to, as canonical addresses."""

    path: str
    day: date
    addresses: Set[str]


class EditionIndex(Archive):
    """An archive of editions held in memory."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._newest_first = sorted(editions, key=lambda edition: edition.day, reverse=True)

    def find(self, address: str) -> Appearance | None:
        """The newest appearance of a page, by its canonical address."""
        for edition in self._newest_first:
            if address in edition.addresses:
                return Appearance(edition.path, edition.day)
        return None

    def before(self, day: date) -> EditionIndex:
        """The editions that had been published before a day."""
        return EditionIndex(edition for edition in self._newest_first if edition.day < day)


def addresses_in(text: str) -> frozenset[str]:
    """The canonical addresses that an edition links to."""
    found = (canonical(url) for url in read_addresses(text))
    return frozenset(address for address in found if address is not None)
