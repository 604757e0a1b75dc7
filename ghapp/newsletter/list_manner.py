"""How a newsletter writes the lists of its own sections, as far as a draft shows it."""

from __future__ import annotations

from collections import Counter

from ghapp.newsletter.bullets import Beginning, beginning_of
from ghapp.newsletter.conventions import BULLETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.draft import Draft
    from ghapp.newsletter.section_kinds import SectionKinds

FEWEST = 3  # items that make a manner


class ListManner:
    """The bullets and gaps of the items at the margin, in sections that only the template knows."""

    def __init__(self, draft: Draft, kinds: SectionKinds) -> None:
        self._draft = draft
        self._items: dict[int, Beginning] = {}
        for number, line in enumerate(draft.lines, 1):
            begins = beginning_of(line) if kinds.is_own(number) else None
            if begins and begins.gap and not begins.indent and number not in draft.hidden:
                self._items[number] = begins
        # By the line of their heading: how many more items are numbered than have a bullet.
        self._numbered = Counter[int]()
        for number, begins in self._items.items():
            heading = draft.heading_above(number)
            if heading is not None:
                self._numbered[heading.line] += -1 if begins.bullet in BULLETS else 1
        self._gaps = Counter(one.gap for one in self._items.values())

    def bullet_instead_of(self, expected: str) -> str | None:
        """The bullet that all items begin with, none of them with the expected one; else None."""
        found = [one.bullet for one in self._items.values() if one.bullet in BULLETS]
        is_manner = len(found) >= FEWEST and len(set(found)) == 1 and found[0] != expected
        return found[0] if is_manner else None

    @property
    def gap(self) -> str:
        """What most items have behind their bullets: one space, or several everywhere."""
        return max(self._gaps, key=lambda gap: (self._gaps[gap], gap == " "), default=" ")

    def is_numbered_at(self, line: int) -> bool:
        """Whether the items around a line, below the same heading, are mostly numbered."""
        heading = self._draft.heading_above(line)
        return heading is not None and self._numbered[heading.line] > 0
