"""What a pull request changes in one file of the newsletter, counted from where it left off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ghapp.newsletter.diff import changed_lines, with_blank_lines_first
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading
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
        """The line of the head that stands where a line of the base stood.

        Of several lines in the place of several, the first stands for the first, and so on.
        """
        gone = set(self.removed)
        first = removed  # of the lines that are gone together
        while first - 1 in gone:
            first -= 1
        kept = first - 1 - sum(number < first for number in gone)
        left = (n for n in range(1, len(self.head.lines) + 1) if n not in self.added_set)
        place = 1 + (next(islice(left, kept - 1, None), 0) if kept else 0)
        for _ in range(first, removed):
            place += {place, place + 1} <= self.added_set
        return max(1, min(place, len(self.head.lines)))

    def sections(self, template: Template) -> set[Heading]:
        """The template's sections in which non-blank lines are added, changed or removed."""
        return {section for section in self.places(template) if section is not None}

    def places(self, template: Template) -> set[Heading | None]:
        """The sections in which non-blank lines change; None for lines above the first one."""
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
