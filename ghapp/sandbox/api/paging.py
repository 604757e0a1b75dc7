"""Long lists come in pages, and each links to the next and the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PER_PAGE = 30
MOST_PER_PAGE = 100


@dataclass(frozen=True)
class Page:
    """The page of a list that a request asks for."""

    url: str
    query: Mapping[str, str]
    total: int

    @property
    def size(self) -> int:
        """How many items a page has."""
        return min(max(self._asked("per_page", PER_PAGE), 1), MOST_PER_PAGE)

    @property
    def number(self) -> int:
        """Which page it is, from 1 on."""
        return max(self._asked("page", 1), 1)

    @property
    def start(self) -> int:
        """The position of its first item."""
        return (self.number - 1) * self.size

    @property
    def end(self) -> int:
        """The position behind its last item."""
        return self.start + self.size

    @property
    def headers(self) -> dict[str, str]:
        """The links to the other pages."""
        last = max(-(-self.total // self.size), 1)
        links = {}
        if self.number > 1:
            links["prev"] = self.number - 1
        if self.number < last:
            links |= {"next": self.number + 1, "last": last}
        if self.number > 1:
            links["first"] = 1
        shown = [f'<{self._link(number)}>; rel="{name}"' for name, number in links.items()]
        return {"Link": ", ".join(shown)} if shown else {}

    def _asked(self, name: str, default: int) -> int:
        value = self.query.get(name, "")
        return int(value) if value.isdecimal() else default

    def _link(self, number: int) -> str:
        rest = [f"{key}={value}" for key, value in self.query.items() if key != "page"]
        return f"{self.url}?{'&'.join([*rest, f'page={number}'])}"
