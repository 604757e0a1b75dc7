"""The list items that pull requests added to drafts: what a reading of items has to be good for.

Run it with `python benchmarks/items.py CLONE [SINCE] [UNTIL]` on a clone of a newsletter's
repository; without days, on its last year.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from severities import drafts

from ghapp.local.clone import Clone, Merge
from ghapp.local.replay import ReplayOptions, history
from ghapp.newsletter.changes import Change

ITEM = re.compile(r"[ \t]*[*+-][ \t]+\S")
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class AddedItem:
    """The first line of a list item that a pull request adds or changes."""

    merge: Merge
    change: Change
    line: int

    @property
    def text(self) -> str:
        """The line."""
        return self.change.head.line(self.line)

    @property
    def is_hidden(self) -> bool:
        """Whether it stands in a comment or in code, where nothing is judged."""
        return self.line in self.change.head.hidden


def added_items(clone: Clone, options: ReplayOptions) -> Iterator[AddedItem]:
    """The items of all drafts that were changed on the first-parent line, oldest first."""
    for merge in history(clone, options):
        for change in drafts(clone, merge):
            for line in change.added:
                if ITEM.match(change.head.line(line)):
                    yield AddedItem(merge, change, line)


def last_year(clone: Clone) -> ReplayOptions:
    """The year that ends with the newest commit."""
    newest = clone.time_of(clone.commit("HEAD"))
    return ReplayOptions((newest - YEAR).date().isoformat(), None)


def main(path: Path, days: list[str]) -> None:
    """Print how many there are."""
    with Clone(path) as clone:
        options = ReplayOptions(*days) if days else last_year(clone)
        items = list(added_items(clone, options))
    pulls = {item.merge.number for item in items}
    hidden = sum(item.is_hidden for item in items)
    print(f"{len(items)} items added by {len(pulls)} pull requests since {options.since}")
    print(f"{hidden} of them in comments or code")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(f"usage: python {sys.argv[0]} CLONE [SINCE] [UNTIL]")
    main(Path(sys.argv[1]), sys.argv[2:])
