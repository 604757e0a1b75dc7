"""What a pull request changes in one file of the newsletter, counted from where it left off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from ghapp.newsletter.diff import changed_lines, with_blank_lines_first
from ghapp.newsletter.draft import Draft, Heading
from ghapp.newsletter.link import Link
from ghapp.newsletter.template import Template
from ghapp.records import cached_property, record


@record
class Change:
    """A file before and after; `added` and `removed` are 1-based lines of head and base."""

    path: str
    base: Draft | None
    head: Draft
    added: tuple[int, ...]
    removed: tuple[int, ...]

    @classmethod
    def between(cls, path: str, base: str, head: str) -> Change:
        """What the text `head` changes in the text `base`."""
        before, after = Draft(base), Draft(head)
        removed, added = changed_lines(before.lines, after.lines)
        added = with_blank_lines_first(after.lines, added)
        return cls(path, before, after, tuple(added), tuple(removed))

    @classmethod
    def whole(cls, path: str, head: str) -> Change:
        """A file in which everything is new."""
        draft = Draft(head)
        return cls(path, None, draft, tuple(range(1, len(draft.lines) + 1)), ())

    @cached_property
    def added_set(self) -> frozenset[int]:
        """The added lines, for looking one up."""
        return frozenset(self.added)

    @cached_property
    def visible_lines(self) -> tuple[int, ...]:
        """The added lines outside comments and code."""
        hidden = self.head.hidden
        return tuple(number for number in self.added if number not in hidden)

    @cached_property
    def added_links(self) -> list[Link]:
        """The links that begin on added lines."""
        if len(self.added) == len(self.head.lines):
            return self.head.links
        by_line = self.head.links_by_line
        return [link for number in self.added for link in by_line.get(number, ())]

    def place_of(self, removed: int) -> int:
        """The line of the head that stands where a line of the base stood."""
        before = removed - sum(number < removed for number in self.removed)
        replaced = self._replaced(removed, before)
        if replaced is not None:
            return replaced
        number = 0
        for number in range(1, len(self.head.lines) + 1):
            if number not in self.added_set:
                before -= 1
            if before <= 0:
                break
        below = number + 1 if number + 1 in self.added_set else number
        return max(1, min(below, len(self.head.lines)))

    def _replaced(self, removed: int, kept: int) -> int | None:
        """The added line that stands in the place of a removed one; None where nothing does.

        Args:
            removed: the line of the base.
            kept: how many lines of the base are left up to there, with this one.

        """
        stretch = 0  # how many lines right above were removed with it
        while removed - stretch - 1 in self.removed:
            stretch += 1
        lines = (n for n in range(1, len(self.head.lines) + 1) if n not in self.added_set)
        above = next(islice(lines, kept - 2, None), 0) if kept > 1 else 0
        numbers = range(above + 1, above + stretch + 2)
        there = list(takewhile(self.added_set.__contains__, numbers))
        return there[-1] if there else None

    def sections(self, template: Template) -> set[Heading]:
        """The template's sections in which non-blank lines are added, changed or removed."""
        return {section for section in self.places(template) if section is not None}

    def places(self, template: Template) -> set[Heading | None]:
        """The same, with None for lines above the first section."""
        sections = {draft: template.sections_of(draft) for draft in (self.base, self.head) if draft}
        return {sections[draft].at(line) for draft, line in self._touched()}

    def _touched(self) -> Iterator[tuple[Draft, int]]:
        for line in self.added:
            if self.head.line(line).strip():
                yield self.head, line
        if self.base is not None:
            for line in self.removed:
                if self.base.line(line).strip():
                    yield self.base, line
