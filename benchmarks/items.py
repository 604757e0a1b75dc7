"""How many items that pull requests add to drafts the site's renderer has to be asked about.

Run it with `python benchmarks/items.py CLONE [SINCE] [UNTIL] [--list]` on a clone of a
newsletter's repository; without days, on its last year. Every conversion that Python-Markdown is
asked for while a pull request is judged is counted; it ends with 1 if more than 1 in 100 items need
one, or any in a comment.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import markdown
from severities import drafts

from ghapp.local.clone import Clone, Merge
from ghapp.local.replay import ReplayOptions, assess_merge, history
from ghapp.local.surroundings import ClonedSurroundings
from ghapp.newsletter.changes import Change

ITEM = re.compile(r"[ \t]*[*+-][ \t]+(?=\S)")
YEAR = timedelta(days=365)
MOST_RENDERED = 1.0  # in 100


@dataclass(frozen=True)
class AddedItem:
    """The first line of a list item that a pull request adds or changes."""

    merge: Merge
    change: Change
    line: int

    @property
    def body(self) -> str:
        """The line behind its bullet."""
        return ITEM.sub("", self.change.head.line(self.line), count=1).strip()

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


@contextmanager
def conversions() -> Iterator[list[str]]:
    """The texts that Python-Markdown is given meanwhile."""
    texts: list[str] = []
    convert = markdown.Markdown.convert

    def counting(self: markdown.Markdown, source: str) -> str:
        texts.append(source)
        return convert(self, source)

    markdown.Markdown.convert = counting  # type: ignore[method-assign]
    try:
        yield texts
    finally:
        markdown.Markdown.convert = convert  # type: ignore[method-assign]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("clone", type=Path)
    parser.add_argument("since", nargs="?")
    parser.add_argument("until", nargs="?")
    parser.add_argument("--list", action="store_true", help="every item that was rendered")
    given = parser.parse_args()
    with Clone(given.clone) as clone:
        options = ReplayOptions(given.since, given.until) if given.since else last_year(clone)
        items = list(added_items(clone, options))
        rendered, count = asked_about(clone, items)
    if given.list:
        for item in rendered:
            print(f"#{item.merge.number}{' hidden' if item.is_hidden else ''}\n    {item.body!r}")
    return print_figures(items, rendered, count)


def asked_about(clone: Clone, items: list[AddedItem]) -> tuple[list[AddedItem], int]:
    """The items that the renderer was asked about, and how many conversions there were in all."""
    around = ClonedSurroundings(clone)
    by_merge: dict[Merge, list[AddedItem]] = {}
    for item in items:
        by_merge.setdefault(item.merge, []).append(item)
    rendered, count = [], 0
    for merge, of_merge in by_merge.items():
        with conversions() as texts:
            assess_merge(clone, around, merge)
        lines = {ITEM.sub("", line, count=1).strip() for t in texts for line in t.split("\n")}
        rendered += [item for item in of_merge if item.body in lines]
        count += len(texts)
    return rendered, count


def print_figures(items: list[AddedItem], rendered: list[AddedItem], count: int) -> int:
    """Print how many there are; 1 if they are too many."""
    pulls = len({item.merge for item in items})
    hidden = [item for item in items if item.is_hidden]
    asked = [item for item in rendered if not item.is_hidden]
    share = 100 * len(asked) / max(1, len(items) - len(hidden))
    print(f"{len(items) - len(hidden)} items added by {pulls} pull requests")
    print(f"{len(asked)} of them were rendered: {share:.2f} in 100 (at most {MOST_RENDERED:.0f})")
    print(f"{len(rendered) - len(asked)} of {len(hidden)} in comments or code were rendered")
    print(f"{count} conversions in all, those of corrections and other lines among them")
    return int(share > MOST_RENDERED or len(rendered) > len(asked))


if __name__ == "__main__":
    sys.exit(main())
